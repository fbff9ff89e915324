import type { FlowGroup, FlowNote } from '../annotations';
import type { FlowDocument, FlowEdge, FlowSettings, FlowStep, FlowTrigger, StepId } from '../document';
import type { FlowTests } from '../flow-test';

/**
 * What an edit did to a flow document, as data: for every part that differs, what it was and what it became.
 * Swapping the two undoes the edit, and two changes in a row squash into one.
 *
 * C1: `applyChange(before, changeBetween(before, after))` equals `after`.
 * C2: `applyChange(after, reverseChange(change))` equals `before`, edge order included.
 */
export interface Replaced<T> {
  readonly from: T;
  readonly to: T;
}

export interface FlowChange {
  readonly name?: Replaced<string>;
  readonly description?: Replaced<string | undefined>;
  readonly trigger?: Replaced<FlowTrigger>;
  readonly settings?: Replaced<FlowSettings | undefined>;
  readonly tests?: Replaced<FlowTests | undefined>;
  /** `undefined` stands for "no such step". */
  readonly steps: Readonly<Record<StepId, Replaced<FlowStep | undefined>>>;
  readonly edges?: Replaced<readonly FlowEdge[]>;
  readonly notes?: Replaced<readonly FlowNote[] | undefined>;
  readonly groups?: Replaced<readonly FlowGroup[] | undefined>;
}

export function changeBetween(before: FlowDocument, after: FlowDocument): FlowChange {
  return {
    ...(before.name !== after.name && { name: { from: before.name, to: after.name } }),
    ...(before.description !== after.description && {
      description: { from: before.description, to: after.description },
    }),
    ...(before.trigger !== after.trigger && { trigger: { from: before.trigger, to: after.trigger } }),
    ...(before.settings !== after.settings && { settings: { from: before.settings, to: after.settings } }),
    ...(before.tests !== after.tests && { tests: { from: before.tests, to: after.tests } }),
    steps: stepsBetween(before, after),
    ...(before.edges !== after.edges && { edges: { from: before.edges, to: after.edges } }),
    ...(before.notes !== after.notes && { notes: { from: before.notes, to: after.notes } }),
    ...(before.groups !== after.groups && { groups: { from: before.groups, to: after.groups } }),
  };
}

export function applyChange(flow: FlowDocument, change: FlowChange): FlowDocument {
  const { description: oldDescription, settings: oldSettings, tests: oldTests, notes: oldNotes, groups: oldGroups, ...rest } = flow;
  const description = change.description ? change.description.to : oldDescription;
  const settings = change.settings ? change.settings.to : oldSettings;
  const tests = change.tests ? change.tests.to : oldTests;
  const notes = change.notes ? change.notes.to : oldNotes;
  const groups = change.groups ? change.groups.to : oldGroups;
  return {
    ...rest,
    ...(notes !== undefined && { notes: change.notes ? [...notes] : (oldNotes as FlowNote[]) }),
    ...(groups !== undefined && { groups: change.groups ? [...groups] : (oldGroups as FlowGroup[]) }),
    ...(description !== undefined && { description }),
    ...(settings !== undefined && { settings }),
    ...(tests !== undefined && { tests }),
    name: change.name ? change.name.to : flow.name,
    trigger: change.trigger ? change.trigger.to : flow.trigger,
    steps: stepsAfter(flow.steps, change.steps),
    edges: change.edges ? [...change.edges.to] : flow.edges,
  };
}

export function reverseChange(change: FlowChange): FlowChange {
  return {
    ...(change.name && { name: swap(change.name) }),
    ...(change.description && { description: swap(change.description) }),
    ...(change.trigger && { trigger: swap(change.trigger) }),
    ...(change.settings && { settings: swap(change.settings) }),
    ...(change.tests && { tests: swap(change.tests) }),
    steps: Object.fromEntries(Object.entries(change.steps).map(([id, step]) => [id, swap(step)])),
    ...(change.edges && { edges: swap(change.edges) }),
    ...(change.notes && { notes: swap(change.notes) }),
    ...(change.groups && { groups: swap(change.groups) }),
  };
}

/** One change that does what `first` and then `second` did. */
export function squashChanges(first: FlowChange, second: FlowChange): FlowChange {
  const name = joined(first.name, second.name);
  const description = joined(first.description, second.description);
  const trigger = joined(first.trigger, second.trigger);
  const settings = joined(first.settings, second.settings);
  const tests = joined(first.tests, second.tests);
  const edges = joined(first.edges, second.edges);
  const notes = joined(first.notes, second.notes);
  const groups = joined(first.groups, second.groups);
  const ids = new Set([...Object.keys(first.steps), ...Object.keys(second.steps)]);
  const steps: Record<StepId, Replaced<FlowStep | undefined>> = {};
  for (const id of ids) {
    const step = joined(first.steps[id], second.steps[id]);
    if (step) steps[id] = step;
  }
  return {
    ...(name && { name }),
    ...(description && { description }),
    ...(trigger && { trigger }),
    ...(settings && { settings }),
    ...(tests && { tests }),
    steps,
    ...(edges && { edges }),
    ...(notes && { notes }),
    ...(groups && { groups }),
  };
}

export function isEmptyChange(change: FlowChange): boolean {
  const { steps, ...rest } = change;
  return Object.keys(steps).length === 0 && Object.values(rest).every((replaced) => replaced === undefined);
}

function stepsBetween(before: FlowDocument, after: FlowDocument): FlowChange['steps'] {
  const steps: Record<StepId, Replaced<FlowStep | undefined>> = {};
  if (before.steps === after.steps) return steps;
  for (const id of new Set([...Object.keys(before.steps), ...Object.keys(after.steps)])) {
    const from = before.steps[id];
    const to = after.steps[id];
    if (from !== to) steps[id] = { from, to };
  }
  return steps;
}

function stepsAfter(steps: FlowDocument['steps'], changes: FlowChange['steps']): FlowDocument['steps'] {
  const next = { ...steps };
  for (const [id, { to }] of Object.entries(changes)) {
    if (to === undefined) delete next[id];
    else next[id] = to;
  }
  return next;
}

const swap = <T>({ from, to }: Replaced<T>): Replaced<T> => ({ from: to, to: from });

function joined<T>(first: Replaced<T> | undefined, second: Replaced<T> | undefined): Replaced<T> | undefined {
  if (first && second) return { from: first.from, to: second.to };
  return first ?? second;
}
