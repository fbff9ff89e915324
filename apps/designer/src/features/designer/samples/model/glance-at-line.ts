import { innerPortOf, TRIGGER_ID, type FlowDocument, type FlowEdge, type StepId } from '@penstock/flow-model';
import { formatClock } from '../../../../shared/lib/format-time';
import { exitLabel } from '../../../../shared/canvas/exits';
import { sourcesOf, type SourcesQuestion } from '../../mapping/model/step-sources';
import { strings } from '../strings';
import type { KnownSamples } from './freshness';

/** What goes along a line, in a few rows. */
export interface LineGlance {
  readonly title: string;
  /** The exit it leaves by, where there are several, and whose data it is; empty when there is nothing to say. */
  readonly detail: string;
  readonly rows: readonly { readonly name: string; readonly value: string; readonly hasValue: boolean }[];
  /** Rows that are not shown. */
  readonly more: number;
  /** Where the values come from. */
  readonly origin: string;
}

const mostRows = 8;
const longestValue = 60;
const words = strings.line;

/** The output of the step before the line; conditions let through what came to them. */
export function glanceAtLine(edge: FlowEdge, question: SourcesQuestion, known: KnownSamples): LineGlance {
  const { flow } = question;
  const from = bearerOf(flow, edge);
  const step = flow.steps[edge.from];
  const path = from === TRIGGER_ID ? TRIGGER_ID : innerPortOf(flow.steps[from]) === edge.port ? `loop.${from}` : `steps.${from}`;
  const nodes = sourcesOf(edge.to, question).tree.find((node) => node.path === path)?.children ?? [];
  const all = nodes.map(({ title, kind, sample }) => ({ name: title, value: sample === undefined ? kind : short(sample), hasValue: sample !== undefined }));
  // What is there goes before what may be there.
  const rows = [...all.filter(({ hasValue }) => hasValue), ...all.filter(({ hasValue }) => !hasValue)];
  const by = edge.port === 'default' ? [] : [strings.goesOnBy(exitLabel(step, edge.port))];
  const of = from === edge.from ? [] : [nameOf(flow, from)];
  return {
    title: words.title(nameOf(flow, edge.from), nameOf(flow, edge.to)),
    detail: [...by, ...of].join(' · '),
    rows: rows.slice(0, mostRows),
    more: Math.max(0, rows.length - mostRows),
    origin: rows.length === 0 ? words.nothing : originOf(from, question, known),
  };
}

/** The step whose data goes along: conditions and filters have none of their own. */
function bearerOf({ steps, edges }: FlowDocument, { from }: FlowEdge): StepId {
  const seen = new Set<StepId>();
  let id = from;
  while (!seen.has(id) && (steps[id]?.kind === 'if' || steps[id]?.kind === 'filter')) {
    seen.add(id);
    id = edges.find(({ to }) => to === id)?.from ?? id;
  }
  return id;
}

function originOf(id: StepId, { record }: SourcesQuestion, { pinned, tests }: KnownSamples): string {
  if (id === TRIGGER_ID) return record?.event === undefined ? words.sample : words.event;
  if (id in pinned) return words.pinned;
  const test = tests[id];
  if (test) return words.tested(formatClock(test.at));
  return record && id in record.outputs ? words.recorded : words.sample;
}

const nameOf = ({ steps, trigger }: FlowDocument, id: StepId): string => (id === TRIGGER_ID ? trigger.name : (steps[id]?.name ?? id));

function short(value: unknown): string {
  if (Array.isArray(value)) return words.items(value.length);
  if (typeof value === 'object' && value !== null) return words.fields(Object.keys(value).length);
  const text = String(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
