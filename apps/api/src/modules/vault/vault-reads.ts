import { Inject, Injectable } from '@nestjs/common';
import type { VaultRotation, VaultStatus } from '@penstock/contracts';
import { UnitOfWork, type TenantStore } from '@penstock/database';
import type { RequestContext } from '../../platform/auth/request-context';
import type { ApiConfig } from '../../platform/config/api-config';
import { API_CONFIG } from '../../platform/tokens';
import { VaultProblem } from './vault.errors';

const countByKey = 'select master_key_id as id, count(*)::int as secrets from secret where organization_id = $1 group by 1 order by 1';
const selectLast = `
  select id, key_id, total, rewrapped, unreadable, started_by, started_at, finished_at from vault_rotation
  where organization_id = $1 order by started_at desc, id desc limit 1`;

interface RotationRow {
  readonly id: string;
  readonly key_id: string;
  readonly total: number;
  readonly rewrapped: number;
  readonly unreadable: number;
  readonly started_by: string;
  readonly started_at: Date;
  readonly finished_at: Date | null;
}

/** Of one organisation; the master keys are those of the installation. */
@Injectable()
export class VaultReads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  async status(ctx: RequestContext): Promise<VaultStatus> {
    const store = this.unitOfWork.read(ctx);
    const { keys } = this.config;
    const used = await store.query<{ id: string; secrets: number }>(countByKey);
    const [atHand, current] = [await keys.ids(), await keys.currentId()];
    const ids = [...new Set([...atHand, ...used.map(({ id }) => id)])];
    const described = ids.map(async (id) => ({ id, isCurrent: id === current, isAtHand: await keys.has(id), secrets: used.find((each) => each.id === id)?.secrets ?? 0 }));
    return { source: keys.source, keys: await Promise.all(described), lastRotation: (await lastRotation(store)) ?? null };
  }

  /** The one that runs, or the last one. @throws VaultProblem ROTATION_NOT_FOUND */
  async rotation(ctx: RequestContext): Promise<VaultRotation> {
    const last = await lastRotation(this.unitOfWork.read(ctx));
    if (!last) throw new VaultProblem('ROTATION_NOT_FOUND', 'No rotation was started yet. Nothing was changed. Start one when a new master key is in place.');
    return last;
  }
}

export async function lastRotation(store: TenantStore): Promise<VaultRotation | undefined> {
  const [row] = await store.query<RotationRow>(selectLast);
  if (!row) return undefined;
  const { id, key_id: keyId, total, rewrapped, unreadable, started_by: startedBy } = row;
  return { id, keyId, total, rewrapped, unreadable, startedBy, startedAt: row.started_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null };
}
