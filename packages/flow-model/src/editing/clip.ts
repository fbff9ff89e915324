import { z } from 'zod';
import { flowGroup, flowNote } from '../annotations';
import { flowDocument, flowEdge, flowStep, type FlowDocument, type FlowStep, type StepId } from '../document';
import { stepsInside } from './step-frames';

/**
 * Steps on their way from one place to another: the clipboard holds them as JSON text, so that they can be kept in a
 * file or sent to somebody. Connections are not part of it: steps name slots, and the environment binds those.
 */
export const flowClip = z.strictObject({
  kind: z.literal('penstock/steps'),
  v: z.literal(1),
  steps: z.array(flowStep).min(1).max(1000),
  edges: z.array(flowEdge).max(5000),
  notes: z.array(flowNote).max(200),
  groups: z.array(flowGroup).max(200),
});
export type FlowClip = z.infer<typeof flowClip>;

export interface ClipChoice {
  readonly stepIds: readonly StepId[];
  readonly noteIds?: readonly string[];
}

/** Null when nothing of the choice can be copied (the trigger cannot). A container takes its body along. */
export function copyClip(flow: FlowDocument, { stepIds, noteIds = [] }: ClipChoice): FlowClip | null {
  const chosen = new Set(stepIds.flatMap((id) => (id in flow.steps ? [id, ...stepsInside(flow, id)] : [])));
  if (chosen.size === 0) return null;
  return {
    kind: 'penstock/steps',
    v: 1,
    steps: Object.values(flow.steps).filter(({ id }) => chosen.has(id)),
    edges: flow.edges.filter(({ from, to }) => chosen.has(from) && chosen.has(to)),
    notes: (flow.notes ?? []).filter(({ id }) => noteIds.includes(id)),
    groups: (flow.groups ?? []).filter(({ steps }) => steps.every((id) => chosen.has(id))),
  };
}

/** Longer texts are refused unread: the page would stand still while it is parsed. */
const mostCharacters = 5_000_000;

export type ReadClip = { readonly ok: true; readonly clip: FlowClip } | { readonly ok: false; readonly reason: string };

/** Reads what was pasted: steps, or a whole flow, whose trigger is left behind. The reason is shown to whoever pasted. */
export function readClip(text: string): ReadClip {
  if (text.length > mostCharacters) return refused('This is too long to be pasted. Import it as a flow instead.');
  const value = parsed(text);
  if (value === undefined) return refused('The clipboard holds no steps. Copy steps of a flow, or the JSON of a flow.');
  const clip = flowClip.safeParse(value);
  if (clip.success) return { ok: true, clip: clip.data };
  const document = flowDocument.safeParse(value);
  if (document.success) return wholeFlow(document.data);
  if (isNewer(value)) return refused('These steps come from a newer Penstock than this one. Nothing was pasted.');
  const [issue] = looksLikeClip(value) ? clip.error.issues : document.error.issues;
  return refused(`The clipboard holds something else than steps${issue ? `: ${whereOf(issue.path)}${issue.message}` : ''}.`);
}

function wholeFlow({ steps, edges, notes = [], groups = [] }: FlowDocument): ReadClip {
  const list: FlowStep[] = Object.values(steps);
  if (list.length === 0) return refused('This flow has no steps to paste.');
  const inner = edges.filter(({ from }) => from in steps);
  return { ok: true, clip: { kind: 'penstock/steps', v: 1, steps: list, edges: inner, notes, groups } };
}

const refused = (reason: string): ReadClip => ({ ok: false, reason });

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const looksLikeClip = (value: object): boolean => 'kind' in value && value.kind === 'penstock/steps';
const versionOf = (value: object): unknown => ('v' in value ? value.v : 'schemaVersion' in value ? value.schemaVersion : 1);
const isNewer = (value: object): boolean => Number(versionOf(value)) > 1;
const whereOf = (path: readonly PropertyKey[]): string => (path.length > 0 ? `${path.map(String).join('.')}: ` : '');
