import type { FieldDifference } from '@penstock/mapping';
import { TRIGGER_ID, type FlowDocument, type FlowStep, type FlowTrigger } from '../document';
import { describeCondition } from './describe-values';
import { diffMappings } from './diff-mapping';
import { diffSettings } from './diff-settings';
import { changeSentence, isSame, sides, type Subject } from './difference-of';
import type { DifferenceKind, DifferenceWeight, FlowDifference } from './flow-difference';
import { partsOf } from './step-parts';

export function diffSteps(before: FlowDocument, after: FlowDocument): FlowDifference[] {
  const ids = [...new Set([...Object.keys(before.steps), ...Object.keys(after.steps)])];
  return ids.flatMap((id) => {
    const [was, is] = [before.steps[id], after.steps[id]];
    if (was && is) return diffStep(was, is);
    if (is) return [oneSided('step-added', is)];
    return was ? [oneSided('step-removed', was)] : [];
  });
}

function oneSided(kind: 'step-added' | 'step-removed', step: FlowStep): FlowDifference {
  const isAdded = kind === 'step-added';
  const [was, is] = isAdded ? [undefined, step] : [step, undefined];
  return { kind, weight: 'behaviour', ...subjectOf(step), ...sides(was, is), sentence: `The step “${step.name}” was ${isAdded ? 'added' : 'removed'}.` };
}

const subjectOf = ({ id, name }: FlowStep): Subject => ({ stepId: id, stepName: name });

function diffStep(before: FlowStep, after: FlowStep): FlowDifference[] {
  const subject = subjectOf(after);
  const common = [...diffNames(subject, before, after), ...diffStanding(subject, before, after)];
  if (before.kind !== after.kind) {
    const replaced: FlowDifference = { kind: 'step-replaced', weight: 'behaviour', ...subject, ...sides(before, after), sentence: `“${subject.stepName}” is now another kind of step.` };
    return [...common, replaced];
  }
  const [was, is] = [partsOf(before), partsOf(after)];
  return [
    ...common,
    ...diffSettings(was.settings, is.settings).map((found) => settingDifference(subject, found)),
    ...diffConditions(subject, was.conditions, is.conditions),
    ...(was.mapping && is.mapping ? diffMappings(subject, was.mapping, is.mapping) : []),
  ];
}

/** The trigger is compared as a step is. */
export function diffTrigger(before: FlowTrigger, after: FlowTrigger): FlowDifference[] {
  const subject: Subject = { stepId: TRIGGER_ID, stepName: after.name };
  const { name: _a, position: _b, sampleEventId: oldSample, ...was } = before;
  const { name: _c, position: _d, sampleEventId: newSample, ...is } = after;
  return [
    ...diffNames(subject, before, after),
    ...diffSettings(was, is).map((found) => settingDifference(subject, found)),
    ...(isSame(oldSample, newSample) ? [] : [changed('note-changed', 'wording', { subject, path: 'sampleEventId', what: 'the sample event', before: oldSample, after: newSample })]),
  ];
}

type Named = Pick<FlowStep, 'name' | 'position'>;

function diffNames(subject: Subject, before: Named, after: Named): FlowDifference[] {
  const found: FlowDifference[] = [];
  if (before.name !== after.name)
    found.push({ kind: 'step-renamed', weight: 'wording', ...subject, path: 'name', ...sides(before.name, after.name), sentence: `“${before.name}” is now called “${after.name}”.` });
  if (!isSame(before.position, after.position))
    found.push({ kind: 'layout-changed', weight: 'layout', ...subject, path: 'position', ...sides(before.position, after.position), sentence: `“${after.name}” stands elsewhere on the canvas.` });
  return found;
}

/** Whether it runs, in which container, and what is noted about it. */
function diffStanding(subject: Subject, before: FlowStep, after: FlowStep): FlowDifference[] {
  const found: FlowDifference[] = [];
  if (before.disabled !== after.disabled) {
    const [kind, word] = after.disabled ? (['step-disabled', 'switched off'] as const) : (['step-enabled', 'switched on'] as const);
    found.push({ kind, weight: 'behaviour', ...subject, sentence: `“${subject.stepName}” was ${word}.` });
  }
  if (before.parent !== after.parent) found.push(changed('step-moved', 'behaviour', { subject, path: 'parent', what: 'the container it stands in', before: before.parent, after: after.parent }));
  if (before.note !== after.note) found.push(changed('note-changed', 'wording', { subject, path: 'note', what: 'the note', before: before.note, after: after.note }));
  return found;
}

interface Changed extends Omit<FieldDifference, 'before' | 'after'> {
  readonly subject: Subject;
  /** The setting, as a sentence calls it. */
  readonly what: string;
  readonly before: unknown;
  readonly after: unknown;
}

const changed = (kind: DifferenceKind, weight: DifferenceWeight, { subject, path, what, before, after }: Changed): FlowDifference => ({
  kind,
  weight,
  ...subject,
  path,
  ...sides(before, after),
  sentence: changeSentence(subject.stepName, what, { before, after }),
});

const kinds: Readonly<Record<string, DifferenceKind>> = { connector: 'action-changed', action: 'action-changed', trigger: 'action-changed', version: 'version-changed', slot: 'slot-changed' };
const words: Readonly<Record<string, string>> = { version: 'the connector’s version', slot: 'the slot' };

const settingDifference = (subject: Subject, { path, before, after }: FieldDifference): FlowDifference =>
  changed(kinds[path] ?? 'setting-changed', 'behaviour', { subject, path, what: words[path] ?? path, before, after });

function diffConditions(subject: Subject, before: ReturnType<typeof partsOf>['conditions'], after: ReturnType<typeof partsOf>['conditions']): FlowDifference[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return paths.flatMap((path): FlowDifference[] => {
    const [was, is] = [before[path], after[path]];
    if (isSame(was, is)) return [];
    const sentence = `“${subject.stepName}”: the condition is now ${describeCondition(is)} (it was ${describeCondition(was)}).`;
    return [{ kind: 'condition-changed', weight: 'behaviour', ...subject, path, ...sides(was, is), sentence }];
  });
}
