import { findCardDataInText } from '@penstock/card-data-guard';
import { abortBackfill, openBackfill } from '@penstock/database';
import { ConnectorFailure, type AnyTrigger, type FileStorage, type StoredFile } from '@penstock/connector-sdk';
import type { ConnectionResolver } from '@penstock/engine';
import { stringifyJson, type Ids, type Json, type OrganizationId } from '@penstock/kernel';
import { StoreBusy, isPassing } from '@penstock/runtime-adapters';
import type { Pool } from 'pg';
import { triggerOf } from '../catalog-lookup';
import type { StoredEvent } from '../intake-desk';
import { storePage, type PageCounts, type PageWriter } from './fetched-page';
import { eventSourceOf, openRemoteSource, type RemoteSourceRow, type TriggerLookup } from './remote-source';
import { failureWords } from './trigger-failure';
import { dropFile, type FileDropped } from './drop-file';
import { cardData, notAnEvent, notOffered, refusal, sharedAddress, type TriggerRefusal } from './trigger-refusals';

export type { TriggerRefusal } from './trigger-refusals';

export interface DeploymentOfOrganization {
  readonly organizationId: OrganizationId;
  readonly deploymentId: string;
}

/** What a person or a program may do with a deployed flow's trigger; every method is bound to one organisation. */
export interface TriggerOperations {
  /** Starts the flow with a payload, as if its trigger had brought it. A repeated key answers with the first event. */
  start(of: DeploymentOfOrganization, request: { readonly payload: Json; readonly key?: string | undefined }): Promise<TriggerRefusal | StoredEvent>;
  /** Opens a durable backfill of a range of time; instants, `to` not included. */
  backfill(of: DeploymentOfOrganization, request: BackfillRequest): Promise<TriggerRefusal | { readonly outcome: 'opened'; readonly backfillId: string }>;
  /** Stops a backfill between two pages. */
  abortBackfill(of: DeploymentOfOrganization, backfillId: string): Promise<'done' | 'not-found' | 'not-possible'>;
  /** Fetches one record now and stores its events. */
  syncOne(of: DeploymentOfOrganization, id: string): Promise<TriggerRefusal | ({ readonly outcome: 'synced' } & PageCounts)>;
  /** Starts the flow for a file that is kept already; the same content again starts nothing. */
  drop(of: DeploymentOfOrganization, file: StoredFile): Promise<FileDropped>;
  /**
   * Opens a backfill of the last days for every live poll that can read ranges and was not re-read in the last day: what
   * the remote side showed too late is found then. Never from before the source was a day old, lest what was there
   * before the flow start runs. @returns how many were opened.
   */
  reread(days: number): Promise<number>;
}

export interface BackfillRequest {
  readonly from: number;
  readonly to: number;
  readonly requestedBy: string;
}

interface Parts extends PageWriter {
  readonly pool: Pool;
  readonly connections: ConnectionResolver;
  readonly ids: Ids;
  readonly clock: { now(): number };
  /** Somebody waits for what was just opened. */
  readonly onBackfill: () => void;
  readonly triggerOf?: TriggerLookup;
  /** The files of an organisation. Absent: this process keeps none. */
  readonly filesOf?: ((organizationId: OrganizationId) => FileStorage) | undefined;
}

interface LiveRow extends RemoteSourceRow {
  readonly status: string;
  readonly listeners: number;
}

const DAY_MS = 86_400_000;

const selectLive = `
  select i.id as intake_source_id, i.organization_id, i.environment_id, i.path, i.connector, i.trigger, i.trigger_version, i.settings, d.status,
    (select count(*)::int from subscription o where o.intake_source_id = i.id and o.active) as listeners,
    (select p.connection_id from poll_state p where p.intake_source_id = i.id) as connection_id
  from deployment d join subscription s on s.deployment_id = d.id join intake_source i on i.id = s.intake_source_id
  where d.organization_id = $1 and d.id = $2 order by s.active desc limit 1`;

/** Whole days of a remote side may be read: a day after the source was made nothing of before can be meant. */
const selectPolled = `
  select i.id as intake_source_id, i.organization_id, i.environment_id, i.path, i.connector, i.trigger, i.trigger_version, i.settings, null as connection_id,
    extract(epoch from i.created_at + interval '1 day') * 1000 as earliest
  from poll_state p join intake_source i on i.id = p.intake_source_id
  where exists (select 1 from subscription s where s.intake_source_id = i.id and s.active)
    and not exists (select 1 from backfill b where b.intake_source_id = i.id and b.requested_by = $1 and b.created_at > now() - interval '1 day')`;
const REREAD = 'Penstock (daily re-read)';

export class LiveTriggerOperations implements TriggerOperations {
  private readonly triggerOf: TriggerLookup;

  constructor(private readonly parts: Parts) {
    this.triggerOf = parts.triggerOf ?? triggerOf;
  }

  async start(of: DeploymentOfOrganization, { payload, key }: { readonly payload: Json; readonly key?: string | undefined }): Promise<TriggerRefusal | StoredEvent> {
    const live = await this.live(of);
    if ('outcome' in live) return live;
    const { row, trigger } = live;
    if (row.listeners > 1) return sharedAddress;
    if (findCardDataInText(stringifyJson(payload)).length > 0) return cardData;
    const judged = trigger.event.safeParse(payload);
    if (!judged.success) return notAnEvent(judged.error.issues);
    const event = { dedupeKey: `manual:${key ?? this.parts.ids.next()}`, payload };
    try {
      return await this.parts.desk.accept(event, eventSourceOf(row), 'manual');
    } catch (error) {
      if (!(error instanceof StoreBusy) && !isPassing(error)) throw error;
      return refusal('busy', 'The event could not be stored in time, and nothing was started. Send it again with the same key.');
    }
  }

  async backfill(of: DeploymentOfOrganization, request: BackfillRequest) {
    const live = await this.live(of);
    if ('outcome' in live) return live;
    if (!live.trigger.poll?.backfill) return notOffered(live.trigger, 'cannot read a range of time again');
    const backfillId = await this.open(live.row, request);
    if (backfillId === undefined) {
      return refusal('already-running', 'A backfill of this trigger is running already. Nothing new was started. Wait for it, or abort it first.');
    }
    return { outcome: 'opened' as const, backfillId };
  }

  async abortBackfill({ organizationId, deploymentId }: DeploymentOfOrganization, backfillId: string) {
    const { pool } = this.parts;
    const live = await this.row({ organizationId, deploymentId });
    if (!live) return 'not-found';
    const { rows } = await pool.query<{ found: number; changed: number }>({ ...abortBackfill, values: [organizationId, backfillId, live.intake_source_id] });
    const [answer] = rows;
    if (!answer || answer.found === 0) return 'not-found';
    return answer.changed > 0 ? 'done' : 'not-possible';
  }

  async syncOne(of: DeploymentOfOrganization, id: string) {
    const live = await this.live(of);
    if ('outcome' in live) return live;
    if (!live.trigger.poll?.one) return notOffered(live.trigger, 'cannot fetch a single record');
    try {
      const { source, trigger, channel, settings, context } = await openRemoteSource(live.row, this.parts);
      const events = (await channel.one?.(context, { settings, id })) ?? [];
      return { outcome: 'synced' as const, ...(await storePage(this.parts, { events }, { source, trigger, channel: 'sync' })) };
    } catch (thrown) {
      if (thrown instanceof ConnectorFailure) return refusal('remote', failureWords(thrown));
      if (!(thrown instanceof StoreBusy) && !isPassing(thrown)) throw thrown;
      return refusal('busy', 'The record could not be stored in time. Nothing was started twice; ask for it again.');
    }
  }

  async drop(of: DeploymentOfOrganization, file: StoredFile): Promise<FileDropped> {
    const live = await this.live(of);
    if ('outcome' in live) return live;
    const { filesOf } = this.parts;
    if (!filesOf) return refusal('not-offered', 'This process keeps no files, so nothing was started.');
    return dropFile(this.parts, { ...live, file, files: filesOf(of.organizationId) });
  }

  async reread(days: number): Promise<number> {
    const { rows } = await this.parts.pool.query<RemoteSourceRow & { readonly earliest: string }>(selectPolled, [REREAD]);
    const to = this.parts.clock.now();
    let opened = 0;
    for (const row of rows) {
      if (!this.triggerOf(row.connector, row.trigger, row.trigger_version)?.poll?.backfill) continue;
      const from = Math.max(to - days * DAY_MS, Number(row.earliest));
      if (from < to && (await this.open(row, { from, to, requestedBy: REREAD }))) opened += 1;
    }
    return opened;
  }

  private async open(row: RemoteSourceRow, { from, to, requestedBy }: BackfillRequest): Promise<string | undefined> {
    const { rows } = await this.parts.pool.query<{ id: string }>({
      ...openBackfill,
      values: [this.parts.ids.next(), row.organization_id, row.environment_id, row.intake_source_id, from, to, requestedBy],
    });
    if (rows[0]) this.parts.onBackfill();
    return rows[0]?.id;
  }

  private async row({ organizationId, deploymentId }: DeploymentOfOrganization): Promise<LiveRow | undefined> {
    const { rows } = await this.parts.pool.query<LiveRow>(selectLive, [organizationId, deploymentId]);
    return rows[0];
  }

  private async live(of: DeploymentOfOrganization): Promise<TriggerRefusal | { readonly row: LiveRow; readonly trigger: AnyTrigger }> {
    const row = await this.row(of);
    if (!row) return refusal('not-found', 'This deployment does not exist, or it belongs to somebody else. Nothing was started.');
    if (row.status !== 'active') return refusal('not-live', `This deployment is ${row.status}, so nothing was started. Choose the one that is live now.`);
    const trigger = this.triggerOf(row.connector, row.trigger, row.trigger_version);
    if (!trigger) return refusal('not-live', `The trigger ${row.connector} / ${row.trigger} is not installed here any more. Nothing was started. Deploy the flow with another trigger.`);
    return { row, trigger };
  }
}
