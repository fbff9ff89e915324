import { diffFlows } from '../diff/diff-flows';
import { lineKey } from '../diff/diff-lines';
import { isSame } from '../diff/difference-of';
import type { FlowDifference, FlowLine } from '../diff/flow-difference';
import { TRIGGER_ID, type FlowDocument, type StepId } from '../document';
import { keptApart } from './kept-apart';
import { linesPart, mergeLines } from './merge-lines';
import { mergeSteps } from './merge-steps';
import { mergeOptionalParts, mergeParts, mergeValue, type Arbiter, type Parts, type Sides } from './three-way';

/**
 * Two edits of one flow document made into one.
 *
 * M1: what only one side changed is taken from it; what both changed alike is taken once.
 * M2: what both changed differently is a conflict: nothing is decided silently, except where cards stand.
 * M3: without conflicts, the sides may change places; only the order of what both added differs.
 */
export type MergeSide = 'mine' | 'theirs';
export type MergeChoices = Readonly<Record<string, MergeSide>>;

export interface MergeConflict {
  /** Names the part for `MergeChoices`; the same as long as the three documents are. */
  readonly key: string;
  /** The step it is about, or `trigger`; absent for the flow as a whole. */
  readonly stepId?: StepId;
  /**
   * The line that both replaced, each by lines of its own. Lines of both would be ways around each other: past one
   * side's condition, the other's step would still run.
   */
  readonly line?: FlowLine;
  /** What each side did, in sentences. */
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

export interface MergedFlow {
  /** Conflicts that nobody decided stand as mine. */
  readonly flow: FlowDocument;
  readonly conflicts: readonly MergeConflict[];
}

/** @param sides `base` is what both began with */
export function mergeFlows(sides: Sides<FlowDocument>, choices: MergeChoices = {}): MergedFlow {
  const { base, mine, theirs } = sides;
  if (isSame(base, theirs)) return { flow: mine, conflicts: [] };
  if (isSame(base, mine)) return { flow: theirs, conflicts: [] };
  const apart = { ...sides, mine: keptApart(sides) };
  const keys = new Set<string>();
  const flow = merged(apart, (key) => {
    keys.add(key);
    return choices[key] ?? 'mine';
  });
  const undecided = keys.size > 0 ? merged(apart, () => 'base') : flow;
  return { flow, conflicts: [...keys].map((key) => conflictAt(key, { sides: apart, undecided })) };
}

interface Undecided {
  readonly sides: Sides<FlowDocument>;
  /** With every conflict as it was before both. */
  readonly undecided: FlowDocument;
}

function conflictAt(key: string, { sides, undecided }: Undecided): MergeConflict {
  const sentencesOf = (side: MergeSide): string[] =>
    diffFlows(undecided, merged(sides, (asked) => (asked === key ? side : 'base')))
      .filter((difference) => !isRedrawing(difference))
      .map(({ sentence }) => sentence);
  return { key, ...subjectOf(key, sides), mine: sentencesOf('mine'), theirs: sentencesOf('theirs') };
}

/** Ids of lines depend on which of them there are. */
const isRedrawing = ({ kind, path }: FlowDifference): boolean => kind === 'layout-changed' && path === 'edges';

function subjectOf(key: string, { base }: Sides<FlowDocument>): Pick<MergeConflict, 'stepId' | 'line'> {
  const [part, id] = key.split('/');
  if (part === 'trigger') return { stepId: TRIGGER_ID };
  if (part === 'steps' && id !== undefined) return { stepId: id };
  const line = part === linesPart ? base.edges.find((edge) => key === `${linesPart}/${lineKey(edge)}`) : undefined;
  return line ? { line: { from: line.from, port: line.port, to: line.to } } : {};
}

function merged(sides: Sides<FlowDocument>, arbiter: Arbiter): FlowDocument {
  const of = <T>(read: (flow: FlowDocument) => T): Sides<T> => ({ base: read(sides.base), mine: read(sides.mine), theirs: read(sides.theirs) });
  const steps = withParents(mergeSteps(of(({ steps }) => steps), arbiter));
  const optional = (part: 'settings' | 'tests', read: (flow: FlowDocument) => Parts | undefined) => mergeOptionalParts(of(read), part, arbiter);
  const listed = (part: 'notes' | 'groups') => mergeOptionalParts(of((flow) => flow[part] && byId(flow[part])), part, arbiter);
  const settings = optional('settings', (flow) => flow.settings) as FlowDocument['settings'];
  const tests = optional('tests', (flow) => flow.tests) as FlowDocument['tests'];
  const notes = listed('notes');
  const groups = listed('groups');
  const description = mergeValue(of(({ description }) => description), 'description', arbiter);
  return {
    schemaVersion: sides.mine.schemaVersion,
    name: mergeValue(of(({ name }) => name), 'name', arbiter),
    ...(description !== undefined && { description }),
    trigger: mergeTrigger(of(({ trigger }) => trigger), arbiter),
    steps,
    edges: mergeLines(of(({ edges }) => edges), steps, arbiter),
    ...(settings && { settings: { ...settings, undo: settings.undo ?? [] } }),
    ...(notes && { notes: Object.values(notes) as FlowDocument['notes'] }),
    ...(groups && { groups: groupsOf(Object.values(groups) as NonNullable<FlowDocument['groups']>, steps) }),
    ...(tests && { tests }),
  };
}

const byId = (items: readonly { readonly id: string }[]): Parts => Object.fromEntries(items.map((item) => [item.id, item]));

function mergeTrigger(sides: Sides<FlowDocument['trigger']>, arbiter: Arbiter): FlowDocument['trigger'] {
  const without = ({ settings: _settings, position: _position, ...rest }: FlowDocument['trigger']): Parts => rest;
  const { base, mine, theirs } = sides;
  return {
    ...mergeParts({ base: without(base), mine: without(mine), theirs: without(theirs) }, 'trigger', arbiter),
    settings: mergeParts({ base: base.settings, mine: mine.settings, theirs: theirs.settings }, 'trigger/settings', arbiter),
    position: mergeValue({ base: base.position, mine: mine.position, theirs: theirs.position }, 'trigger/position', () => 'mine'),
  } as FlowDocument['trigger'];
}

/** What stood in a container that went stands at the top. */
function withParents(steps: FlowDocument['steps']): FlowDocument['steps'] {
  return Object.fromEntries(
    Object.entries(steps).map(([id, step]) => {
      if (step.parent === undefined || step.parent in steps) return [id, step];
      const { parent: _gone, ...rest } = step;
      return [id, rest as typeof step];
    }),
  );
}

const groupsOf = (groups: NonNullable<FlowDocument['groups']>, steps: FlowDocument['steps']): NonNullable<FlowDocument['groups']> =>
  groups.map((group) => ({ ...group, steps: group.steps.filter((id) => id in steps) })).filter((group) => group.steps.length > 0);
