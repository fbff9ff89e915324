import { DAY_MS, deleteErasedFindings, deleteOldFindings, deleteOldSnapshots, flowsInUse, forgetErasedWords, newestSnapshots, readableValues, selectEnvironmentValues, settleSchemaCheck, type EnvironmentValuesRow } from '@penstock/database';
import { flowDocument, type FieldFacts, type ObservedShape } from '@penstock/flow-model';
import type { Clock, EnvironmentId, Ids, OrganizationId } from '@penstock/kernel';
import type { Client } from 'pg';
import type { ConnectorCatalog } from '../connector-catalog';
import { declaredSubjects } from './declared-schemas';
import { liveSubjects, type LiveParts } from './live-schemas';
import { observedSubjects } from './observed-schemas';
import { operationUses, type FlowInUse, type OperationUse, type TableRows } from './operation-uses';
import { FindingBook } from './finding-book';
import { keepSnapshot, type FormerSnapshot } from './keep-snapshot';
import type { SeenSubject, UnseenSubject } from './subject';

export interface CheckParts extends LiveParts {
  readonly catalog: Pick<ConnectorCatalog, 'lookUp'>;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface CheckedEnvironment {
  readonly organizationId: OrganizationId;
  readonly environmentId: EnvironmentId;
}

/** Snapshots of one subject that are kept, and how long what is over or no more used stays. */
const SNAPSHOTS_KEPT = 10;
const KEPT_DAYS = 90;

/**
 * Compares the schemas that flows in use of one environment read and write with how they looked before, and keeps what
 * was found. Reads everything first, remote systems included, and writes in one transaction: a check that dies leaves
 * nothing, and the next one does it all.
 * @throws the reason of the signal when it ends the check: nothing was written
 */
export async function checkSchemas(client: Client, parts: CheckParts, { signal, ...environment }: CheckedEnvironment & { readonly signal: AbortSignal }): Promise<void> {
  const startedAt = new Date(parts.clock.now());
  for (const forget of [forgetErasedWords, deleteErasedFindings]) await client.query({ ...forget, values: [environment.environmentId, environment.organizationId] });
  const { operations, unread } = await operationsInUse(client, environment);
  const former = await formerSnapshots(client, environment);
  const { seen, unseen } = await look(client, parts, { ...environment, operations, former, signal });
  signal.throwIfAborted();
  await client.query('begin');
  try {
    const tools = { client, ids: parts.ids, now: startedAt, ...environment };
    const book = await FindingBook.open(tools, new Set(unread.map(({ flowId }) => flowId)));
    for (const subject of seen) {
      await keepSnapshot(tools, subject, former.get(subject.key));
      await book.enter(subject, former.get(subject.key)?.facts);
    }
    await book.close(unseen.map(({ keys }) => keys));
    const cut = new Date(startedAt.getTime() - KEPT_DAYS * DAY_MS);
    await client.query({ ...deleteOldFindings, values: [environment.environmentId, cut] });
    await client.query({ ...deleteOldSnapshots, values: [environment.environmentId, SNAPSHOTS_KEPT, cut] });
    const problems = [...unread.map(({ flowName }) => ({ title: flowName, message: cannotRead })), ...unseen.map(({ title, message }) => ({ title, message }))];
    await client.query({ ...settleSchemaCheck, values: [environment.environmentId, environment.organizationId, seen.length, JSON.stringify(problems), startedAt] });
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

const cannotRead =
  'A newer version of Penstock made this flow, and this one cannot read it: what it uses was not compared. It runs where it can, and what was found for it before stays. Update Penstock here, then compare again.';

interface InUse {
  readonly operations: readonly OperationUse[];
  /** Flows whose documents cannot be read here. */
  readonly unread: readonly Pick<FlowInUse, 'flowId' | 'flowName'>[];
}

async function operationsInUse(client: Client, { environmentId, organizationId }: CheckedEnvironment): Promise<InUse> {
  const { rows } = await client.query<{ flow_id: string; flow_name: string; document: unknown }>({ ...flowsInUse, values: [environmentId, organizationId] });
  const values = await client.query<EnvironmentValuesRow>({ ...selectEnvironmentValues, values: [organizationId, environmentId] });
  const { tables } = readableValues(values.rows[0] ?? { variables: [], tables: [] });
  const rowsOf: TableRows = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, { values: table.rows.map(([key]) => String(key)), ignoreCase: table.ignoreCase }]));
  const flows = rows.map(({ flow_id: flowId, flow_name: flowName, document }) => ({ flowId, flowName, document: flowDocument.safeParse(document).data }));
  return {
    operations: flows.flatMap(({ document, ...flow }) => (document ? operationUses({ ...flow, document }, rowsOf) : [])),
    unread: flows.filter(({ document }) => !document),
  };
}

async function formerSnapshots(client: Client, { environmentId, organizationId }: CheckedEnvironment): Promise<ReadonlyMap<string, FormerSnapshot>> {
  const { rows } = await client.query<{ id: string; subject: string; facts: FieldFacts[]; shape: ObservedShape | null; cursor: string | null }>({ ...newestSnapshots, values: [environmentId, organizationId] });
  return new Map(rows.map(({ subject, ...snapshot }) => [subject, snapshot]));
}

interface Looking extends CheckedEnvironment {
  readonly operations: readonly OperationUse[];
  readonly former: ReadonlyMap<string, FormerSnapshot>;
  readonly signal: AbortSignal;
}

async function look(client: Client, parts: CheckParts, { operations, former, ...place }: Looking): Promise<{ readonly seen: readonly SeenSubject[]; readonly unseen: readonly UnseenSubject[] }> {
  const connectorOf = await parts.catalog.lookUp(operations.map(({ connector }) => connector));
  const live = await liveSubjects(parts, operations, { ...place, connectorOf });
  const observed = await observedSubjects(client, operations, { environmentId: place.environmentId, former: (key) => former.get(key) });
  return { seen: [...declaredSubjects(operations, connectorOf), ...live.seen, ...observed], unseen: live.unseen };
}
