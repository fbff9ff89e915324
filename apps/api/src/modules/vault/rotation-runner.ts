import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { UnitOfWork, type AuditScope, type ChangeStore } from '@penstock/database';
import type { Clock, Ids } from '@penstock/kernel';
import { rotateBatch, type RotatedBatch } from '@penstock/vault';
import type { Logger } from 'pino';
import type { ApiConfig } from '../../platform/config/api-config';
import { API_CONFIG, CLOCK, IDS, LOG } from '../../platform/tokens';

/** Small, so that whoever enters a secret meanwhile waits for milliseconds. */
const batchSize = 25;
const lookEveryMs = 30_000;
/** A rotation that has not moved for so long has lost its process; another one goes on with it. */
const abandonedAfterMs = 60_000;

const selectAbandoned = `
  select id, organization_id as "organizationId", started_by as "startedBy" from vault_rotation where finished_at is null and beat_at < $1 order by beat_at limit 1`;
const beginPass = `with begun as (update vault_rotation set key_id = $3, unreadable = 0, beat_at = $4 where organization_id = $1 and id = $2 returning id) select id from begun`;
const storeProgress = `
  with moved as (
    update vault_rotation set rewrapped = rewrapped + $3, unreadable = unreadable + $4, beat_at = $5
    where organization_id = $1 and id = $2 and finished_at is null returning id)
  select id from moved`;
const storeEnd = `
  with ended as (
    update vault_rotation set finished_at = $3 where organization_id = $1 and id = $2 and finished_at is null returning total, rewrapped, unreadable)
  select * from ended`;

export interface Rotation {
  readonly id: string;
  readonly organizationId: string;
  readonly startedBy: string;
}

/**
 * Works rotations off beside everything else, a batch a transaction. What is done is seen from the secrets themselves:
 * after a crash any process goes on, and two at once do the same work without harm.
 */
@Injectable()
export class RotationRunner implements OnModuleDestroy {
  private readonly running = new Set<Promise<void>>();
  private isStopped = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** Looks for rotations that lost their process, now and from time to time. */
  watch(): void {
    this.timer = setInterval(() => void this.resumeAbandoned(), lookEveryMs).unref();
    void this.resumeAbandoned();
  }

  begin(rotation: Rotation): void {
    const work = this.run(rotation).catch((err: unknown) => this.log.warn({ err }, 'a rotation of the vault stopped; it goes on in a minute'));
    const tracked = work.finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }

  /** Until what was begun here has ended or stopped. */
  async settled(): Promise<void> {
    await Promise.all(this.running);
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.settled();
  }

  async resumeAbandoned(): Promise<void> {
    try {
      const found = await this.unitOfWork.installation<Rotation>(selectAbandoned, [new Date(this.clock.now() - abandonedAfterMs)]);
      if (found && !this.isStopped) this.begin(found);
    } catch (err) {
      this.log.warn({ err }, 'rotations of the vault could not be looked up');
    }
  }

  private async run(rotation: Rotation): Promise<void> {
    await this.change(rotation, async (store) => void (await store.query(beginPass, [rotation.id, await this.config.keys.currentId(), this.now()])));
    for (let batch: RotatedBatch | undefined; !this.isStopped; ) {
      batch = await this.change(rotation, (store) => this.nextBatch(store, rotation, batch?.lastId ?? null));
      if (batch.lastId === null) break;
    }
    if (!this.isStopped) await this.finish(rotation);
  }

  private async nextBatch(store: ChangeStore, { id, organizationId }: Rotation, after: string | null): Promise<RotatedBatch> {
    const batch = await rotateBatch({ statements: store.statements, keys: this.config.keys }, { organizationId, after, limit: batchSize });
    await store.query(storeProgress, [id, batch.rewrapped, batch.unreadable, this.now()]);
    return batch;
  }

  private async finish(rotation: Rotation): Promise<void> {
    await this.unitOfWork.run(this.scope(rotation), async (store) => {
      const [end] = await store.query<{ total: number; rewrapped: number; unreadable: number }>(storeEnd, [rotation.id, this.now()]);
      if (!end) return store.recordNothing();
      store.record({ action: 'vault.rotated', object: { kind: 'vault', id: rotation.id }, details: { ...end } });
    });
  }

  private change<T>(rotation: Rotation, work: (store: ChangeStore) => Promise<T>): Promise<T> {
    return this.unitOfWork.run(this.scope(rotation), (store) => {
      // Recorded as a whole, at its start and at its end.
      store.recordNothing();
      return work(store);
    });
  }

  private scope({ id, organizationId, startedBy }: Rotation): AuditScope {
    return { organizationId, actor: { kind: 'system', id, name: `vault rotation of ${startedBy}` }, requestId: this.ids.next() };
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
