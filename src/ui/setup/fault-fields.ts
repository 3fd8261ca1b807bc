import type { SettingsFault } from '../../core/tuning/settings.ts';
import type { ShotLimits } from '../../core/tuning/shot.ts';
import type { CoefficientDraft } from './draft.ts';
import { faultWords } from './words.ts';

/** A field that can be wrong: of a coefficient (`coefficient` is all of it), of the goal, or of how to tune. */
export type FaultyField =
  | keyof Pick<CoefficientDraft, 'min' | 'max' | 'codeDefault' | 'step' | 'maxStep' | 'atM'>
  | 'coefficient'
  | 'ownShotsPerTrial'
  | 'ownShotsPerTurn'
  | 'goalHeight'
  | 'goalOpening'
  | 'distances'
  | 'shotsPerTrial'
  | 'shotsPerTurn'
  | 'comparison'
  | 'bias'
  | 'burst'
  | 'liveTopic'
  | `limit-${keyof ShotLimits}`;

/** The field that a fault is shown at; null for one of the settings as a whole. */
function fieldOf(fault: SettingsFault): FaultyField | null {
  switch (fault.kind) {
    case 'not-a-number':
      return fault.field === 'distance' ? 'distances' : fault.field;
    case 'bounds-reversed':
    case 'no-whole-number':
      return 'max';
    case 'default-outside':
      return 'codeDefault';
    case 'log-needs-positive':
      return 'min';
    case 'step-not-positive':
      return 'step';
    case 'max-step-range':
      return 'maxStep';
    case 'entry-distance':
    case 'entry-twice':
      return 'atM';
    case 'topic-twice':
    case 'topic-name':
      return 'coefficient';
    case 'goal-height':
    case 'goal-too-near':
      return 'goalHeight';
    case 'goal-opening':
      return 'goalOpening';
    case 'distance-reversed':
      return 'distances';
    case 'shots-per-trial':
      return 'shotsPerTrial';
    case 'own-shots-per-trial':
      return 'ownShotsPerTrial';
    case 'shots-per-turn':
      return fault.topic === null ? 'shotsPerTurn' : 'ownShotsPerTurn';
    case 'comparison-trials':
      return 'comparison';
    case 'burst-size':
      return 'burst';
    case 'bias-amount':
      return 'bias';
    case 'limit-range':
      return `limit-${fault.of}`;
    case 'live-distance-topic':
      return 'liveTopic';
    case 'no-coefficients':
    case 'source-topic':
    case 'source-twice':
    case 'source-from':
    case 'source-result':
    case 'source-result-twice':
    case 'source-extra':
      return null;
  }
}

/** What is wrong with one field, as sentences. */
export const faultsAt = (faults: readonly SettingsFault[], field: FaultyField): readonly string[] =>
  faults.filter((fault) => fieldOf(fault) === field).map(faultWords);
