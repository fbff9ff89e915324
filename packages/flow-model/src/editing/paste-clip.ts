import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { FlowCommand } from '../commands/flow-command';
import type { FlowDocument, FlowEdge, FlowStep, StepId } from '../document';
import type { EditVerdict } from './can-connect';
import type { FlowClip } from './clip';
import { freshEdgeId, freshGroupId, freshNoteId, freshStepId } from './fresh-ids';
import { refreshedReferences } from './refreshed-references';
import type { Point } from './step-frames';

/** Pasting beside the original: far enough to be seen, near enough to be found. */
const besideBy = 40;

/** Steps whose connector is not installed here cannot be shown, checked or run: they are refused with its name. */
export function canPaste(clip: FlowClip, connectors: readonly ConnectorDescriptor[]): EditVerdict {
  for (const step of clip.steps) {
    if (step.kind !== 'action') continue;
    const connector = connectors.find(({ id }) => id === step.connector);
    if (!connector) return refused(`“${step.name}” needs the connector ${step.connector}, which is not installed here.`);
    if (!connector.actions.some(({ id, version }) => id === step.action && version === step.version)) {
      return refused(`“${step.name}” needs ${connector.title} / ${step.action} version ${step.version}, which is not installed here.`);
    }
  }
  return { allowed: true };
}

export interface Pasting {
  /** Where the top left corner of the clip goes; absent: beside where it was copied. */
  readonly at?: Point;
  /** The container that steps from the clip's top go into; `same`: the one they were copied from, where it is here. */
  readonly into?: StepId | undefined | 'same';
  /** For the undo button. */
  readonly verb?: 'paste' | 'duplicate';
}

export interface Pasted {
  readonly command: FlowCommand;
  /** New ids, containers and their bodies included. */
  readonly stepIds: readonly StepId[];
}

/** Ids are made anew, and what the steps say about each other follows them; slots, settings and mappings stay. */
export function pasteClip(flow: FlowDocument, clip: FlowClip, { at, into, verb = 'paste' }: Pasting = {}): Pasted {
  const renamed = freshIds(flow, clip);
  const by = shiftOf(clip, at);
  const steps = clip.steps.map((step) => pastedStep(step, { flow, renamed, by, into }));
  const commands: FlowCommand[] = [
    ...steps.map((step): FlowCommand => ({ kind: 'add-step', step })),
    ...freshEdges(flow, clip, renamed).map((edge): FlowCommand => ({ kind: 'connect', edge })),
    ...annotationCommands(flow, clip, { renamed, by }),
  ];
  const label = `${verb} ${steps.length === 1 ? (steps[0]?.name ?? 'a step') : `${steps.length} steps`}`;
  return { command: { kind: 'batch', label, commands }, stepIds: steps.map(({ id }) => id) };
}

interface Placing {
  readonly flow: FlowDocument;
  readonly renamed: ReadonlyMap<StepId, StepId>;
  readonly by: Point;
  readonly into: Pasting['into'];
}

function pastedStep(step: FlowStep, { flow, renamed, by, into }: Placing): FlowStep {
  const { parent: old, ...rest } = refreshedReferences(step, renamed);
  const parent = old !== undefined && renamed.has(old) ? renamed.get(old) : into === 'same' ? hereOnly(flow, old) : into;
  const moved = { ...rest, id: renamed.get(step.id) ?? step.id, position: moveBy(step.position, by) };
  const placed = { ...moved, ...(parent !== undefined && { parent }) } as FlowStep;
  if (placed.kind !== 'try') return placed;
  return { ...placed, undo: placed.undo.flatMap((id) => renamed.get(id) ?? []) };
}

const hereOnly = (flow: FlowDocument, id: StepId | undefined): StepId | undefined =>
  id !== undefined && id in flow.steps ? id : undefined;

function freshIds(flow: FlowDocument, { steps }: FlowClip): ReadonlyMap<StepId, StepId> {
  const renamed = new Map<StepId, StepId>();
  for (const { id } of steps) renamed.set(id, freshStepId(flow, id, [...renamed.values()]));
  return renamed;
}

function freshEdges(flow: FlowDocument, { edges }: FlowClip, renamed: ReadonlyMap<StepId, StepId>): FlowEdge[] {
  const made: FlowEdge[] = [];
  for (const { from, port, to } of edges) {
    const id = freshEdgeId(
      flow,
      made.map((edge) => edge.id),
    );
    made.push({ id, from: renamed.get(from) ?? from, port, to: renamed.get(to) ?? to });
  }
  return made;
}

function annotationCommands(
  flow: FlowDocument,
  { notes, groups }: FlowClip,
  { renamed, by }: Pick<Placing, 'renamed' | 'by'>,
): FlowCommand[] {
  const taken: string[] = [];
  const take = (id: string): string => {
    taken.push(id);
    return id;
  };
  return [
    ...notes.map(
      (note): FlowCommand => ({
        kind: 'put-note',
        note: { ...note, id: take(freshNoteId(flow, taken)), position: moveBy(note.position, by) },
      }),
    ),
    ...groups.map(
      (group): FlowCommand => ({
        kind: 'put-group',
        group: { ...group, id: take(freshGroupId(flow, taken)), steps: group.steps.flatMap((id) => renamed.get(id) ?? []) },
      }),
    ),
  ];
}

function shiftOf({ steps, notes }: FlowClip, at: Point | undefined): Point {
  if (!at) return { x: besideBy, y: besideBy };
  const corners = [...steps, ...notes].map(({ position }) => position);
  return {
    x: Math.round(at.x - Math.min(...corners.map(({ x }) => x))),
    y: Math.round(at.y - Math.min(...corners.map(({ y }) => y))),
  };
}

const moveBy = ({ x, y }: Point, by: Point): Point => ({ x: x + by.x, y: y + by.y });
const refused = (reason: string): EditVerdict => ({ allowed: false, reason });
