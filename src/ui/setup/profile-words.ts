import { comparisonWords } from './comparison-words.ts';
import type { Difference, PlainSetting } from '../../core/profile/difference.ts';
import { longestName, type ProfileSettings } from '../../core/profile/profile.ts';
import type { ProfileFault } from '../../core/profile/profile-json.ts';
import type { Coefficient } from '../../core/tuning/coefficient.ts';
import type { Rule } from '../../core/tuning/rules.ts';
import type { ProfileAct } from '../../session/profiles.svelte.ts';
import type { StorageFault } from '../../session/workbench.svelte.ts';
import { percent, shots } from '../text.ts';
import { searchWords, towardsWords } from './how-words.ts';
import { typedNumber } from './number-in.ts';
import { afterRestartWords } from './restart-words.ts';
import { roleWords } from './role-words.ts';
import { faultWords } from './words.ts';

const again = 'Export it again where it came from, or mend it in a text editor.';

/** Why a file can't be used as a profile: what is wrong, where, and what to do; a sentence for each thing. */
export function profileFaultWords(file: string, fault: ProfileFault): readonly string[] {
  switch (fault.kind) {
    case 'too-long':
      return [`${file} is larger than any profile. Choose a file that was exported here.`];
    case 'not-json':
      return [`${file} is cut off or misspelt (${fault.detail}). ${again}`];
    case 'a-session':
      return [
        `${file} is the log of a session, not a profile. Choose a file that was exported here.`,
      ];
    case 'not-a-profile':
      return [
        `${file} is no profile of MLtune: its "format" is not "mltune-profile". Choose a file that was exported here.`,
      ];
    case 'newer':
      return [
        `${file} was written by a newer MLtune (format ${fault.version}), and this page does not know what it says. Update this page, then try again.`,
      ];
    case 'damaged':
      return [`${file} can’t be used: at ${fault.at} there should be ${fault.expected}. ${again}`];
    case 'name':
      return [
        `${file} can’t be used: its "name" must have 1 to ${longestName} characters. Give it one in a text editor.`,
      ];
    case 'unusable':
      return [
        `${file} can’t be used as it is. Mend this in a text editor:`,
        ...fault.faults.map((one) => {
          const topic = 'topic' in one ? one.topic : null;
          const whose = topic === null ? '' : `${fault.names.get(topic) ?? topic} (${topic}): `;
          return `${'source' in one ? `${one.source}: ` : whose}${faultWords(one)}`;
        }),
      ];
  }
}

/** Why a profile was not kept, and what to do. */
export function profileStorageWords(fault: StorageFault): string {
  switch (fault.kind) {
    case 'full':
      return 'The disk is full, so nothing was changed. Free some space and try again, or export the profile as a file.';
    case 'overdue':
      return 'The storage of this browser did not answer, so nobody knows whether this was done. Export the profile as a file, and look at the list again in a moment.';
    case 'unavailable':
    case 'deleted':
    case 'conflict':
      return `This browser does not let the page at its profiles (${fault.detail}), so nothing was changed. Export the profile as a file, and reload the page.`;
  }
}

/** What was done to a profile. */
export function actWords({ kind, name }: ProfileAct): string {
  const words = {
    saved: 'is saved',
    replaced: 'now holds these settings',
    renamed: 'has its new name',
    copied: 'is a copy',
    deleted: 'is deleted',
    undone: 'is as it was before',
  } as const;
  return `“${name}” ${words[kind]}.`;
}

/** How much a profile holds. */
export function sizeWords({ coefficients }: ProfileSettings): string {
  const tuned = coefficients.filter(({ enabled }) => enabled).length;
  return `${coefficients.length} ${coefficients.length === 1 ? 'coefficient' : 'coefficients'}, ${tuned} tuned`;
}

const onOff = (on: boolean): string => (on ? 'on' : 'off');
const yesNo = (yes: boolean): string => (yes ? 'yes' : 'no');
const ruleWords = ({ on, shots: count }: Rule): string => `${onOff(on)}, after ${shots(count)}`;

/** What a coefficient's fields are called, and how each is said. */
const fieldWords: Readonly<
  Record<
    Exclude<keyof Coefficient, 'topic'>,
    readonly [string, (coefficient: Coefficient) => string]
  >
> = {
  name: ['name', ({ name }) => name],
  unit: ['unit', ({ unit }) => (unit === '' ? 'none' : unit)],
  min: ['lower bound', ({ min }) => typedNumber(min)],
  max: ['upper bound', ({ max }) => typedNumber(max)],
  codeDefault: ['default', ({ codeDefault }) => typedNumber(codeDefault)],
  step: ['step', ({ step }) => typedNumber(step)],
  maxStep: ['most per trial', ({ maxStep }) => percent(maxStep)],
  integer: ['whole numbers', ({ integer }) => yesNo(integer)],
  scale: ['scale', ({ scale }) => (scale === 'log' ? 'logarithmic' : 'linear')],
  enabled: ['tuned', ({ enabled }) => yesNo(enabled)],
  role: [
    'what it is in the code',
    ({ role }) => (role === null ? 'no idea' : roleWords[role].name),
  ],
  atM: ['at distance', ({ atM }) => (atM === null ? 'none' : `${atM} m`)],
  table: ['table', ({ table }) => table ?? 'not said'],
  own: [
    'rules of its own',
    ({ own: { autotune, autoAdvance } }) =>
      [
        autotune === null ? '' : `next values ${ruleWords(autotune)}`,
        autoAdvance === null ? '' : `hands on its turn ${ruleWords(autoAdvance)}`,
      ]
        .filter((words) => words !== '')
        .join('; ') || 'none',
  ],
};

/** What the other settings are called, and how each is said. */
const settingWords: Readonly<
  Record<PlainSetting, readonly [string, (settings: ProfileSettings) => string]>
> = {
  autotune: ['New values come by themselves', ({ autotune }) => yesNo(autotune)],
  shotsPerTrial: ['Shots per trial', ({ shotsPerTrial }) => String(shotsPerTrial)],
  approve: ['Each proposal waits for a yes', ({ approve }) => yesNo(approve)],
  burst: ['Shots per burst', ({ burst }) => (burst === 0 ? 'no bursts' : String(burst))],
  search: ['How many at a time', ({ search }) => searchWords[search].name.toLowerCase()],
  autoAdvance: ['Handing on the turn by itself', ({ autoAdvance }) => ruleWords(autoAdvance)],
  forceGlobal: [
    'The rule for all before a coefficient’s own',
    ({ forceGlobal: { autotune, autoAdvance } }) =>
      `next values ${yesNo(autotune)}, handing on the turn ${yesNo(autoAdvance)}`,
  ],
  afterRestart: [
    'After a restart',
    ({ afterRestart }) => afterRestartWords[afterRestart].name.toLowerCase(),
  ],
  comparison: ['Back to the baseline', ({ comparison }) => comparisonWords(comparison)],
  distanceM: ['Distances', ({ distanceM: [near, far] }) => `${near} to ${far} m`],
  goal: [
    'Goal',
    ({ goal }) => (goal === null ? 'not given' : `${goal.heightM} m, ± ${goal.halfOpeningM} m`),
  ],
  bias: [
    'Where to aim',
    ({ bias: { towards, amount } }) =>
      towardsWords[towards].toLowerCase() + (towards === 'center' ? '' : `, ${percent(amount)}`),
  ],
  limits: [
    'Shots that count',
    ({ limits: { distanceM, exitVelocityMps, pitchRad } }) =>
      `${distanceM.join(' to ')} m, ${exitVelocityMps.join(' to ')} m/s, ${pitchRad.join(' to ')} rad`,
  ],
  liveDistance: [
    'The distance now',
    ({ liveDistance: { topic, unit } }) => (unit === null ? topic : `${topic}, in ${unit}`),
  ],
  interlocks: [
    'The robot waits',
    ({ interlocks: { shotLogged, coefficientsUpdated } }) =>
      `for the log ${yesNo(shotLogged)}, for new values ${yesNo(coefficientsUpdated)}`,
  ],
};

const range = ({ min, max, unit }: Coefficient): string =>
  `${typedNumber(min)} to ${typedNumber(max)} ${unit}`.trim();

/** What loading would change, in one line. */
export function differenceWords(
  difference: Difference,
  before: ProfileSettings,
  after: ProfileSettings,
): string {
  switch (difference.kind) {
    case 'added': {
      const { coefficient } = difference;
      return `New: ${coefficient.name} (${coefficient.topic}), ${range(coefficient)}${coefficient.enabled ? '' : ', not tuned'}.`;
    }
    case 'removed':
      return `No longer in the list: ${difference.coefficient.name} (${difference.coefficient.topic}). The robot keeps the value it has.`;
    case 'changed': {
      const { before: old, after: now, fields } = difference;
      const changes = fields.map((field) => {
        if (field === 'topic') return '';
        const [name, say] = fieldWords[field];
        return `${name} ${say(old)} → ${say(now)}`;
      });
      return `${old.name}: ${changes.join('; ')}.`;
    }
    case 'order':
      return 'The coefficients stand in another order.';
    case 'source-added':
      return `Shots are read from ${difference.source.topic} too.`;
    case 'source-removed':
      return `Shots are no longer read from ${difference.source.topic}.`;
    case 'source-changed':
      return `Shots from ${difference.source.topic} are read in another way.`;
    case 'setting': {
      const [name, say] = settingWords[difference.key];
      return `${name}: ${say(before)} → ${say(after)}.`;
    }
  }
}
