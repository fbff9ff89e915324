import { newestEvents, newestOutputs, type ObservedPayload } from '@penstock/database';
import { factsOfShape, nothingObserved, observe, observedSince, TRIGGER_ID, type ObservedShape } from '@penstock/flow-model';
import { parseJson, type Json } from '@penstock/kernel';
import type { Client } from 'pg';
import type { OperationUse } from './operation-uses';
import { bothUses, noUses, type SeenSubject } from './subject';

/** What a check looks at of one subject; what came beyond that since the last check is left out, newest first. */
const mostPayloads = 300;
const largestPayload = 256 * 1024;

export interface FormerObservation {
  readonly shape: ObservedShape | null;
  readonly cursor: string | null;
}

interface Question {
  readonly environmentId: string;
  readonly former: (key: string) => FormerObservation | undefined;
}

/** Events by trigger, of all flows that share its intake address, and answers by step: what they really looked like. Only what a flow reads. */
export async function observedSubjects(client: Client, operations: readonly OperationUse[], question: Question): Promise<readonly SeenSubject[]> {
  const groups = new Map<string, OperationUse[]>();
  for (const use of operations) {
    if (use.uses.reads.length > 0) groups.set(keyOf(use), [...(groups.get(keyOf(use)) ?? []), use]);
  }
  const seen: SeenSubject[] = [];
  for (const [key, uses] of groups) seen.push(await observed(client, { key, uses, ...question }));
  return seen;
}

/** An intake address is one source whoever listens to it; what other triggers deliver depends on their flow and its settings. */
const keyOf = ({ stepId, flowId, connector, operation, version, path }: OperationUse): string =>
  stepId === TRIGGER_ID && path !== undefined ? `observed/${connector}/${operation}@${version}/${path}` : `observed/${flowId}/${stepId}/${connector}/${operation}@${version}`;

async function observed(client: Client, { key, uses, environmentId, former }: Question & { readonly key: string; readonly uses: readonly OperationUse[] }): Promise<SeenSubject> {
  const before = former(key);
  const { cursor, payloads } = await payloadsSince(client, { uses, environmentId, cursor: before?.cursor ?? null });
  const wordPaths = new Set(uses.flatMap((use) => use.uses.reads).flatMap(({ path, known }) => (known ? [path] : [])));
  const shape = observedSince(before?.shape ?? nothingObserved, observe(payloads, wordPaths), wordPaths);
  return {
    key,
    kind: 'observed',
    title: uses[0]?.stepName ?? key,
    connectionId: null,
    side: 'read',
    uses: uses.map((use) => ({ reads: use.uses.reads, writes: [] })).reduce(bothUses, noUses),
    facts: factsOfShape(shape),
    shape,
    cursor,
  };
}

interface Since {
  readonly uses: readonly OperationUse[];
  readonly environmentId: string;
  readonly cursor: string | null;
}

async function payloadsSince(client: Client, { uses, environmentId, cursor }: Since): Promise<{ readonly cursor: string | null; readonly payloads: readonly Json[] }> {
  const flows = [...new Set(uses.map(({ flowId }) => flowId))];
  const values = [flows, environmentId, cursor, mostPayloads, largestPayload];
  const stepId = uses[0]?.stepId ?? TRIGGER_ID;
  const { rows } =
    stepId === TRIGGER_ID ? await client.query<ObservedPayload>({ ...newestEvents, values }) : await client.query<ObservedPayload>({ ...newestOutputs, values: [...values, stepId] });
  return { cursor: rows[0]?.run_id ?? cursor, payloads: rows.flatMap(({ payload }) => readable(payload)) };
}

/** What was stored is JSON; a row that is not says nothing about a schema. */
function readable(text: string): readonly Json[] {
  try {
    return [parseJson(text)];
  } catch {
    return [];
  }
}
