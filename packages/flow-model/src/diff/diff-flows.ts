import type { FlowDocument, StepId } from '../document';
import { diffAnnotations } from './diff-annotations';
import { diffLines, lineKey, movedSteps } from './diff-lines';
import { diffSettings } from './diff-settings';
import { diffSteps, diffTrigger } from './diff-steps';
import { changeSentence, sides } from './difference-of';
import type { DifferenceWeight, FlowDifference } from './flow-difference';

/**
 * What differs between two flow documents, in the words of the flow: steps, settings by path, mapping rules by target,
 * conditions, lines, slots, trigger, connector versions.
 *
 * D1: empty when, and only when, the documents are the same (in the sense of their hash).
 * D2: with the documents in changed places it lists the same things, reversed (`reversedDifference`).
 */
export const diffFlows = (before: FlowDocument, after: FlowDocument): readonly FlowDifference[] => [
  ...diffFlow(before, after),
  ...diffTrigger(before.trigger, after.trigger),
  ...diffSteps(before, after),
  ...movedSteps(before, after).flatMap((id) => moved(after, id)),
  ...diffLines(before, after),
  ...diffAnnotations(before, after),
  ...diffRemarks(before, after),
];

function diffFlow(before: FlowDocument, after: FlowDocument): FlowDifference[] {
  const found: FlowDifference[] = [];
  if (before.name !== after.name)
    found.push({ kind: 'flow-renamed', weight: 'wording', path: 'name', ...sides(before.name, after.name), sentence: `The flow is now called “${after.name}” (it was “${before.name}”).` });
  if (before.description !== after.description)
    found.push({ kind: 'note-changed', weight: 'wording', path: 'description', ...sides(before.description, after.description), sentence: 'The description of the flow changed.' });
  for (const { path, before: was, after: is } of diffSettings(before.settings ?? {}, after.settings ?? {}))
    found.push({ kind: 'flow-setting-changed', weight: 'behaviour', path: `settings.${path}`, ...sides(was, is), sentence: changeSentence(after.name, path, { before: was, after: is }) });
  if ((before.settings === undefined) !== (after.settings === undefined) && Object.keys(before.settings ?? after.settings ?? {}).length === 0)
    found.push({ kind: 'note-changed', weight: 'wording', path: 'settings', ...sides(before.settings, after.settings), sentence: 'Empty settings were written down; nothing runs differently.' });
  return found;
}

/** Whatever else no run reads, such as the tests. */
function diffRemarks(before: FlowDocument, after: FlowDocument): FlowDifference[] {
  return diffSettings(remarksOf(before), remarksOf(after)).map(({ path, before: was, after: is }) => ({
    kind: 'note-changed',
    weight: 'wording',
    path,
    ...sides(was, is),
    sentence: changeSentence(after.name, path, { before: was, after: is }),
  }));
}

function remarksOf({ name: _n, description: _d, trigger: _t, steps: _s, edges: _e, settings: _o, notes: _a, groups: _g, ...rest }: FlowDocument): object {
  return rest;
}

function moved(flow: FlowDocument, id: StepId): FlowDifference[] {
  const step = flow.steps[id];
  return step ? [{ kind: 'step-moved', weight: 'behaviour', stepId: id, stepName: step.name, path: 'order', sentence: `“${step.name}” runs at another place in the order.` }] : [];
}

export type DifferenceCounts = Readonly<Record<DifferenceWeight, number>>;

export function countDifferences(differences: readonly FlowDifference[]): DifferenceCounts {
  const counts = { behaviour: 0, wording: 0, layout: 0 };
  for (const { weight } of differences) counts[weight] += 1;
  return counts;
}

export type PartMark = 'added' | 'removed' | 'changed';

/** How each part is to be drawn when the two documents lie over each other; parts without a mark are the same. */
export interface DifferenceMarks {
  readonly steps: ReadonlyMap<StepId, PartMark>;
  /** By `lineKey`. */
  readonly lines: ReadonlyMap<string, 'added' | 'removed'>;
}

/** Layout alone marks nothing. */
export function marksOf(differences: readonly FlowDifference[]): DifferenceMarks {
  const steps = new Map<StepId, PartMark>();
  const lines = new Map<string, 'added' | 'removed'>();
  for (const { kind, weight, stepId, line } of differences) {
    if (line) lines.set(lineKey(line), kind === 'line-added' ? 'added' : 'removed');
    else if (stepId !== undefined && weight !== 'layout') steps.set(stepId, kind === 'step-added' ? 'added' : kind === 'step-removed' ? 'removed' : 'changed');
  }
  return { steps, lines };
}
