import type { CheckLine, Finding, Standing, Step } from '../../session/doctor.ts';
import type { PermissionLabel } from '../../session/local-network.svelte.ts';
import type { IconName } from '../controls/icons.ts';

/** What each step of the connection check is called. */
export const stepNames: Readonly<Record<Step, string>> = {
  page: 'The page may connect',
  host: 'The robot answers',
  socket: 'The connection opens',
  protocol: 'It speaks NetworkTables',
  clock: 'Its clock is known',
  topics: 'It publishes topics',
  state: 'It tells its state',
  listener: 'Robot code reads our values',
};

/** How a step stands: a shape of its own for each, and a word. */
export const standings: Readonly<
  Record<Standing, { readonly icon: IconName; readonly word: string }>
> = {
  passed: { icon: 'check', word: 'passed' },
  failed: { icon: 'close', word: 'failed' },
  waiting: { icon: 'proposed', word: 'waiting' },
  'not-reached': { icon: 'void', word: 'not reached' },
};

/** Where the check stands, in one line. */
export function summaryWords(lines: readonly CheckLine[]): string {
  const stop = lines.find(({ standing }) => standing === 'failed' || standing === 'waiting');
  if (stop !== undefined) return `${stepNames[stop.step]}: ${standings[stop.standing].word}.`;
  return lines.every(({ standing }) => standing === 'passed')
    ? 'All steps passed.'
    : 'No robot is looked for.';
}

/** What was found at a step, and what to do about it; empty where there is nothing to do. */
export interface FindingWords {
  readonly says: string;
  readonly remedy: string;
}
const only = (says: string): FindingWords => ({ says, remedy: '' });

/** A number of addresses that were tried. */
const addresses = (count: number): string => (count === 1 ? 'the address' : `${count} addresses`);

/** What each permission lets a page reach, and what the site settings of Chrome call it. */
const permissionWords: Readonly<
  Record<PermissionLabel, { readonly reaches: string; readonly setting: string }>
> = {
  'local-network': { reaches: 'devices on the local network', setting: 'Local network' },
  'loopback-network': {
    reaches: 'programs on this computer, such as a simulated robot',
    setting: 'Apps on device',
  },
  'local-network-access': {
    reaches: 'devices on the local network',
    setting: 'Local network access',
  },
};

export function findingWords(finding: Finding): FindingWords {
  switch (finding.kind) {
    case 'page-free':
      return only('From where this page was opened, no permission is needed.');
    case 'page-allowed':
      return only('The browser lets this page connect to robots.');
    case 'page-will-ask':
      return {
        says: 'The browser will ask whether this page may reach devices on the local network.',
        remedy:
          'Install the app first if you want to: after connecting, the browser does not offer it until it is restarted. Then connect, and press Allow.',
      };
    case 'page-asks':
      return {
        says: `The browser asks whether this page may reach ${permissionWords[finding.label].reaches}.`,
        remedy: 'Press Allow, at the top left of the window.',
      };
    case 'page-incomplete':
      return {
        says: 'This page could not load all of itself.',
        remedy: 'Load it again where it came from. From then on it works offline.',
      };
    case 'page-denied':
      return {
        says: `The browser does not let this page reach ${permissionWords[finding.label].reaches}: that was blocked, or its question was closed several times.`,
        remedy: `Click the icon left of the address, set “${permissionWords[finding.label].setting}” to Allow in the site settings, and connect again.`,
      };
    case 'page-public-http':
      return {
        says: 'Every attempt failed at once. Chrome and Edge let no page from a public http address reach a robot.',
        remedy:
          'Open the https address of this page, or http://localhost, or the page on the robot itself.',
      };
    case 'page-barred':
      return {
        says: `This browser lets no https page connect to ${finding.host}. Safari and Firefox do so, and old versions of Chrome and Edge.`,
        remedy:
          'On an iPad, open the page from the robot. On a computer, use a current Chrome or Edge, or open this app from http://localhost.',
      };
    case 'page-name-barred':
      return {
        says: `From an https page the browser does not connect to a name such as ${finding.host}.`,
        remedy:
          "Type the team number or the robot's number address, e.g. 10.12.34.2. Names that end in .local work too.",
      };
    case 'network-none':
      return {
        says: 'This computer is on no network.',
        remedy: "Join the robot's Wi-Fi, or plug in its cable.",
      };
    case 'host-none-sought':
      return {
        says: 'No robot is looked for.',
        remedy: 'Type a team number or an address, and connect.',
      };
    case 'host-sought':
      return only(`Trying ${addresses(finding.addresses)}.`);
    case 'host-answers':
      return only(`${finding.host} answers.`);
    case 'host-silent':
      return {
        says: `Nothing came back from ${finding.host}${finding.others > 0 ? `, nor from ${finding.others} other addresses` : ''}. The address is wrong, the robot is off, or this computer is on another network.`,
        remedy:
          "Check that the robot is on, that this computer is on its Wi-Fi or cable, and that the number is right. On a Mac or a phone, also allow the browser local network access in the system's settings.",
      };
    case 'host-turned-down':
      return {
        says: `${finding.host} took no connection on port ${finding.port}, without letting us wait. Most likely the robot is on and its code is not running. It can also be that no way leads there: a browser does not say which.`,
        remedy:
          'Look at the Driver Station: if it has communication and no robot code, start or deploy the code. If it has no communication, check the network.',
      };
    case 'hosts-turned-down':
      return {
        says: `All ${finding.addresses} addresses failed without letting us wait. Most likely this computer is on no robot's network. Or it is, and the robot's code is not running: a browser does not say which.`,
        remedy:
          "Join the robot's Wi-Fi, or plug in its cable. If the Driver Station has communication and no robot code, start or deploy the code.",
      };
    case 'simulator-absent':
      return {
        says: `Nothing listens on port ${finding.port} of this computer.`,
        remedy: 'Start the simulation, or the simulated robot.',
      };
    case 'name-turned-down':
      return {
        says: `${finding.host} could not be reached. Either nobody on this network knows the name, or the robot is on and its code is not running: a browser does not say which.`,
        remedy: "Try the team number or the robot's number address, e.g. 10.12.34.2.",
      };
    case 'socket-open':
      return only('The WebSocket opened.');
    case 'socket-opens':
      return only('The WebSocket is opening.');
    case 'socket-refused':
      return {
        says: `${finding.host} answers on port ${finding.port}, but takes no WebSocket. That is another program, or robot code that is just starting or ending.`,
        remedy: `Check the address. If it is the robot, restart its code, and move other web servers away from port ${finding.port}.`,
      };
    case 'socket-stalled':
      return {
        says: `${finding.host} answers, but the WebSocket neither opens nor fails. The robot is very busy, or its code hangs.`,
        remedy: "Look at the robot's CPU load, and restart its code.",
      };
    case 'protocol-agreed':
      return finding.protocol === '4.1'
        ? only('Version 4.1.')
        : {
            says: 'Version 4.0, as robot code of 2023 speaks it. It works; nothing newer is offered.',
            remedy: '',
          };
    case 'protocol-foreign':
      return {
        says: `${finding.host} takes WebSockets on port ${finding.port}, but no version of NetworkTables that this page speaks (4.1 and 4.0).`,
        remedy:
          'Update WPILib in the robot code (2023 or newer). If that is not the robot, check the address.',
      };
    case 'clock-told':
      return only('It is asked again all the time, so that values carry the time of the robot.');
    case 'clock-untold':
      return {
        says: 'The robot took the connection and did not tell its clock. Without it nothing is written. Trying again.',
        remedy:
          'If it stays so, the network is very bad or the robot code hangs: restart the code.',
      };
    case 'link-lost':
      return {
        says: 'The connection was lost, and is being made again.',
        remedy: "If it happens often, check the radio's place and the CPU load of the robot.",
      };
    case 'topics-told':
      return only(`${finding.topics} ${finding.topics === 1 ? 'topic' : 'topics'} so far.`);
    case 'topics-awaited':
      return only('None has come yet.');
    case 'topics-none':
      return {
        says: 'The robot publishes nothing.',
        remedy: 'Publish the values to tune in robot code, e.g. under /Tuning.',
      };
    case 'state-told':
      return only('So nothing is written during a match.');
    case 'state-awaited':
      return only('It has not come yet.');
    case 'state-untold':
      return {
        says: 'The robot does not tell whether it is in a match, so it is only read.',
        remedy:
          'If there is no Driver Station, as on a bench, say so below: This is a bench or a simulation.',
      };
    case 'listener-heard':
      return only('Robot code subscribes to every value that is tuned.');
    case 'listener-absent':
      return {
        says: 'Nothing in robot code reads what this page writes.',
        remedy: 'Check the names of the topics, and that tuning mode is on in robot code.',
      };
    case 'listener-unknown':
      return only(
        "Not known: the robot's server does not say who reads them. Arm, let one trial arrive, and see whether the shots change.",
      );
  }
}
