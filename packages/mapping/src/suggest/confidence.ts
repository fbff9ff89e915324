import type { ChosenPair } from './choose-pairs';
import type { Side } from './evidence';
import { areKeysOfTwoSystems } from './own-keys';
import { chanceOf } from './score';

/** `preticked`: accepted unless somebody objects; `listed`: shown with its alternatives. */
export type SuggestionTier = 'preticked' | 'listed';

export const preticked = 0.85;
export const listed = 0.4;

/** Fitted on the tuning sets of `tools/benchmarks/suggest`, so that 0.8 means right in eight of ten. */
export const calibration = { bias: -0.8, score: 0.08, aheadForTarget: 0.75, aheadForSource: 0.7, reuse: -1.3 };

/** How likely a picked pair is right, from 0 to 1. */
export function confidenceOf({ score, aheadForTarget, aheadForSource, isReuse }: ChosenPair): number {
  return chanceOf(
    calibration.bias +
      calibration.score * Math.min(score, 8) +
      calibration.aheadForTarget * aheadForTarget +
      calibration.aheadForSource * aheadForSource +
      (isReuse ? calibration.reuse : 0),
  );
}

/** The same, with what names alone cannot know. */
export function confidenceBetween(pair: ChosenPair, { source, target }: { readonly source: Side; readonly target: Side }): number {
  const confidence = confidenceOf(pair);
  return areKeysOfTwoSystems(source.reading, target.reading) ? Math.min(confidence, mostOfTwoKeys) : confidence;
}

/** Listed for a person, never ticked for them. */
const mostOfTwoKeys = 0.6;

/** Undefined for pairs too uncertain to show. */
export function tierOf(confidence: number): SuggestionTier | undefined {
  if (confidence >= preticked) return 'preticked';
  return confidence >= listed ? 'listed' : undefined;
}
