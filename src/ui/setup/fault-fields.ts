import type { SettingsFault } from '../../core/tuning/settings.ts';
import type { CoefficientDraft } from './draft.ts';

/** A field that can be wrong, of a coefficient (`coefficient` is all of it) or of the goal. */
export type FaultyField =
  | keyof Pick<CoefficientDraft, 'min' | 'max' | 'codeDefault' | 'step' | 'maxStep' | 'atM'>
  | 'coefficient'
  | 'goalHeight'
  | 'goalOpening';

/** The field that a fault is shown at; null for one of the settings as a whole. */
export function fieldOf(fault: SettingsFault): FaultyField | null {
  switch (fault.kind) {
    case 'not-a-number':
      return fault.field === 'distance' || fault.field === 'shotsPerTrial' ? null : fault.field;
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
    case 'no-coefficients':
    case 'shots-per-trial':
    case 'own-shots-per-trial':
    case 'shots-per-turn':
    case 'bias-amount':
    case 'distance-reversed':
    case 'source-topic':
    case 'source-twice':
    case 'source-from':
    case 'source-result':
    case 'source-result-twice':
    case 'source-extra':
      return null;
  }
}
