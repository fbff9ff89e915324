import { Inject, Injectable } from '@nestjs/common';
import type { EraseRequest, Erasure } from '@penstock/contracts';
import { deleteFilesNamedIn, requestChecksOfEvents, UnitOfWork, type TenantStore } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { Ids } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST, IDS } from '../../../platform/tokens';
import { erasureColumns, erasureView, type ErasureRow } from '../erasure-view';
import { ErasureError } from '../erasures.errors';

/** More at once would hold its rows locked for too long. */
const MOST_EVENTS = 10_000;

const selectByLabel = `select id from event where organization_id = $1 and labels::jsonb ->> $2 = $3 order by id limit ${MOST_EVENTS + 1}`;
const selectByRun = 'select event_id as id from run where organization_id = $1 and id = $2';
/** Locked, so that nothing starts a run from an event that is being erased. */
const lockEvents = 'select id from event where organization_id = $1 and id = any($2::uuid[]) order by id for update';
const selectRuns = 'select id, finished_at is null as open from run where organization_id = $1 and event_id = any($2::uuid[]) order by id';

/**
 * What must stay to prevent a second charge stays: dedupe keys, business keys, request hashes, amounts, states, ids of
 * the remote side. A label that named the person is taken out; the others stay.
 */
const eraseEvents = `with gone as (
    update event set payload = null, headers = null, labels = case when $3::text is null then labels else (labels::jsonb - $3::text)::text end
    where organization_id = $1 and id = any($2::uuid[]) returning 1)
  select count(*)::int as n from gone`;
const eraseRuns = `with gone as (
    update run set labels = case when $3::text is null then labels else (labels::jsonb - $3::text)::text end
    where organization_id = $1 and id = any($2::uuid[]) returning 1)
  select count(*)::int as n from gone`;
const eraseSteps = `with gone as (
    update step_log s set input = null, output = null from run r
    where r.id = s.run_id and r.organization_id = $1 and s.run_id = any($2::uuid[]) returning 1)
  select count(*)::int as n from gone`;
const eraseEffects = `with gone as (
    update effect set request = '{"erased":true}', response = null where organization_id = $1 and run_id = any($2::uuid[]) returning 1)
  select count(*)::int as n from gone`;
/** A span that was exported and not dropped yet holds the content: it is exported again. */
const forgetExports = `delete from retention_archive where $1::uuid is not null and state in ('exported', 'verified')`;
const insertErasure = `
  insert into erasure (organization_id, id, requested_by, reason, selection, events, runs, steps, effects)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${erasureColumns}`;

@Injectable()
export class EraseContent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** @throws ErasureError and changes nothing: a part of what was asked for is never erased. */
  async execute(ctx: RequestContext, request: EraseRequest): Promise<Erasure> {
    const erasure = await this.erase(ctx, request);
    this.host.schemaCheckRequested();
    return erasure;
  }

  private erase(ctx: RequestContext, request: EraseRequest): Promise<Erasure> {
    return this.unitOfWork.run(ctx, async (store) => {
      const eventIds = await foundEvents(store, request);
      const runIds = await settledRuns(store, eventIds);
      const label = request.label?.name ?? null;
      const count = async (sql: string, values: readonly unknown[]): Promise<number> => (await store.query<{ n: number }>(sql, values))[0]?.n ?? 0;
      // While the content still says which they are.
      const files = await count(deleteFilesNamedIn, [eventIds, runIds]);
      const erased = [
        await count(eraseEvents, [eventIds, label]),
        await count(eraseRuns, [runIds, label]),
        await count(eraseSteps, [runIds]),
        await count(eraseEffects, [runIds]),
      ];
      await store.query(forgetExports);
      // Words that schemas remember are the comparison's to forget, which it does first of all.
      await store.query(requestChecksOfEvents, [eventIds, ctx.actor.name]);
      const { reason, ...selection } = request;
      const [row] = await store.query<ErasureRow>(insertErasure, [this.ids.next(), ctx.actor.name, reason, JSON.stringify(recorded(selection)), ...erased]);
      const erasure = erasureView(row as ErasureRow);
      const { id, requestedAt: _at, requestedBy: _by, ...details } = erasure;
      store.record({ action: 'content.erased', object: { kind: 'erasure', id }, details: { ...details, files } });
      return erasure;
    });
  }
}

/** The record must not keep what was asked to be forgotten: a label's value is recorded as erased. */
function recorded({ eventIds, runId, label }: Omit<EraseRequest, 'reason'>): Erasure['selection'] {
  return { ...(eventIds && { eventIds }), ...(runId && { runId }), ...(label && { label: { name: label.name, value: '(erased)' } }) };
}

async function foundEvents(store: TenantStore, { eventIds, runId, label }: EraseRequest): Promise<readonly string[]> {
  const wanted = label ? await idsOf(store, selectByLabel, [label.name, label.value]) : runId ? await idsOf(store, selectByRun, [runId]) : (eventIds ?? []);
  if (wanted.length > MOST_EVENTS) {
    throw new ErasureError('ERASURE_TOO_LARGE', `More than ${MOST_EVENTS} events carry this label. Nothing was erased. Erase them in parts, by event ids.`);
  }
  const found = await idsOf(store, lockEvents, [wanted]);
  if (found.length > 0 && found.length === new Set(wanted).size) return found;
  throw new ErasureError(
    'ERASURE_NOTHING_FOUND',
    found.length === 0
      ? 'Nothing in the database matches. Nothing was erased. What is older than the retention time is in the archive files of PENSTOCK_HOME: remove it there.'
      : `${wanted.length - found.length} of these events are not in the database, or belong to somebody else. Nothing was erased. Leave them out.`,
  );
}

/** An open run still needs its content: to send, to look up, to compare. */
async function settledRuns(store: TenantStore, eventIds: readonly string[]): Promise<readonly string[]> {
  const runs = await store.query<{ id: string; open: boolean }>(selectRuns, [eventIds]);
  const open = runs.filter((run) => run.open);
  if (open.length === 0) return runs.map(({ id }) => id);
  throw new ErasureError(
    'ERASURE_RUNS_OPEN',
    `${open.length} runs of these events are still open: they need their content to finish, or to find out whether money has moved. ` +
      `Nothing was erased. Settle or cancel them first, then ask again. The first: ${open.slice(0, 5).map(({ id }) => id).join(', ')}.`,
  );
}

const idsOf = async (store: TenantStore, sql: string, values: readonly unknown[]): Promise<readonly string[]> =>
  (await store.query<{ id: string }>(sql, values)).map(({ id }) => id);
