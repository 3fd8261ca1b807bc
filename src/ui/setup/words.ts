import { burstSizes, type SettingsFault, type SettingsField } from '../../core/tuning/settings.ts';
import { usualLiveDistance } from '../../core/tuning/live-distance.ts';
import type { AddressError } from '../../session/workbench.svelte.ts';

/** Why something typed is no robot's address, and what would be one. */
export function addressWords(error: AddressError): string {
  switch (error.kind) {
    case 'empty':
      return 'Type a team number, e.g. 1234, or an address, e.g. 10.12.34.2.';
    case 'team-range':
      return `${error.team} is no team number: they go from ${error.min} to ${error.max}.`;
    case 'spaces':
      return 'An address has no spaces in it. Type it without.';
    case 'scheme':
      return `${error.scheme}:// is no way to a robot. Type only its address, e.g. 10.12.34.2.`;
    case 'path':
      return `Only the address is needed: leave out ${error.path}.`;
    case 'port':
      return `${error.port} is no port: they go from ${error.min} to ${error.max}. Robots listen on 5810.`;
    case 'ip':
      return `${error.host} is no IP address: each of its four numbers goes from 0 to 255.`;
    case 'host':
      return `${error.host} is no host name. Type a team number, an IP address, or a name such as robot.local.`;
  }
}

/** What is said of a number of 0 for which nothing tells where it may be searched. */
export const askedBoundsWords =
  'it is 0, which tells nothing of its scale: you will type its bounds';

/** The same beside the empty fields. */
export const missingBoundsWords =
  'Its value is 0, which tells nothing of its scale. Type the bounds between which it may be tried.';

const fields: Readonly<Record<SettingsField, string>> = {
  min: 'The lower bound',
  max: 'The upper bound',
  codeDefault: 'The default',
  step: 'The step',
  maxStep: 'The largest step',
  atM: 'The distance',
  distance: 'The distance',
  shotsPerTrial: 'Shots per trial',
  goalHeight: 'The height',
  goalOpening: 'The opening',
};

/** What is wrong with a setting, and what to do. */
export function faultWords(fault: SettingsFault): string {
  switch (fault.kind) {
    case 'no-coefficients':
      return 'Nothing is switched on to be tuned: switch on at least one coefficient.';
    case 'not-a-number':
      return `${fields[fault.field]} is not a number. Type one, with a point for decimals.`;
    case 'bounds-reversed':
      return 'The bounds are the wrong way round: the lower one must be less than the upper one.';
    case 'default-outside':
      return 'The default lies outside the bounds. Change it, or widen the bounds.';
    case 'log-needs-positive':
      return 'A logarithmic scale needs a lower bound above 0.';
    case 'step-not-positive':
      return 'The step must be more than 0.';
    case 'max-step-range':
      return 'The largest step must be more than 0 and at most 100 % of the range.';
    case 'no-whole-number':
      return 'There is no whole number between the bounds. Widen them.';
    case 'topic-twice':
      return 'This topic is in the list twice. Remove one of them.';
    case 'topic-name':
      return 'This is no name of a topic. Type it as the robot publishes it, e.g. /Tuning/DragCoefficient.';
    case 'entry-distance':
      return 'The distance must be 0 to 20 m. Type metres, not feet or inches.';
    case 'entry-twice':
      return 'Another entry of this table has the same distance. If it is of another table, choose No idea for one of the tables.';
    case 'shots-per-trial':
    case 'own-shots-per-trial':
      return 'Shots per trial must be a whole number, at least 1.';
    case 'shots-per-turn':
      return 'Shots for a success must be a whole number, at least 1.';
    case 'distance-reversed':
      return 'The distances must be above 0, the nearer one first.';
    case 'comparison-trials':
      return 'It must be a whole number, at least 2: one trial in so many is the baseline’s.';
    case 'burst-size':
      return `A burst is a whole number of shots, ${burstSizes[0]} to ${burstSizes[1]}.`;
    case 'bias-amount':
      return 'Type 0 to 100 % of half of the opening.';
    case 'goal-height':
      return 'The height must be more than 0 and at most 6 m. Type metres, not feet or inches.';
    case 'goal-opening':
      return 'Half of the opening must be more than 0 and at most 2 m. Type metres, not feet or inches.';
    case 'goal-too-near':
      return 'From the nearest distance the robot would have to shoot straight up. Check the height and that distance.';
    case 'limit-range':
      return 'Type two numbers, the smaller one first, with a point for decimals.';
    case 'live-distance-topic':
      return `This is no name of a topic. Type it as the robot publishes it, e.g. ${usualLiveDistance.topic}.`;
    case 'source-topic':
      return 'This is no name of a topic. Type it as the robot publishes it, e.g. /Shooter/Shot.';
    case 'source-twice':
      return 'This topic is named twice, so each shot would count twice. Remove one of them.';
    case 'source-from':
      return fault.of === 'struct'
        ? 'Say which number of the struct it is, or leave it out.'
        : 'Say which topic it is read from, named as the robot publishes it, or leave it out.';
    case 'source-result':
      return 'A hit and a miss need two different numbers: usually 1 for a hit and 0 for a miss.';
    case 'source-result-twice':
      return 'The result is told twice: by the topic itself and by a number. Choose one of the two.';
    case 'source-extra':
      return 'Each further number needs a name of its own, in which no other is noted.';
  }
}
