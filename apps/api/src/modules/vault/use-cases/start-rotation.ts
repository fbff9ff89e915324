import { Inject, Injectable } from '@nestjs/common';
import type { VaultRotation } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import { invariant, type Clock, type Ids } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import type { ApiConfig } from '../../../platform/config/api-config';
import { API_CONFIG, CLOCK, IDS } from '../../../platform/tokens';
import { RotationRunner } from '../rotation-runner';
import { lastRotation } from '../vault-reads';

/** At most one runs for an organisation; who comes second is shown the first. */
const insertRotation = `
  insert into vault_rotation (organization_id, id, key_id, total, started_by, started_at, beat_at)
  select $1, $2, $3, (select count(*) from secret where organization_id = $1 and master_key_id <> $3), $4, $5, $5
  on conflict (organization_id) where finished_at is null do nothing returning id`;

@Injectable()
export class StartRotation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runner: RotationRunner,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Answers at once; the work goes on while flows run. */
  async execute(ctx: RequestContext): Promise<VaultRotation> {
    const id = this.ids.next();
    const keyId = await this.config.keys.currentId();
    const rotation = await this.unitOfWork.run(ctx, async (store) => {
      const begun = await store.query(insertRotation, [id, keyId, ctx.actor.name, new Date(this.clock.now())]);
      if (begun.length > 0) store.record({ action: 'vault.rotation-started', object: { kind: 'vault', id }, details: { keyId } });
      else store.recordNothing();
      return lastRotation(store);
    });
    invariant(rotation, 'a rotation was stored or runs already');
    if (rotation.id === id) this.runner.begin({ id, organizationId: ctx.organizationId, startedBy: ctx.actor.name });
    return rotation;
  }
}
