import { Inject, Injectable } from '@nestjs/common';
import type { SchemaCheck } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import { invariant, type Clock } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK, ENGINE_HOST } from '../../../platform/tokens';
import { requireEnvironment } from '../../environments/require-environment';
import { SchemaReads } from '../schema-reads';

const storeRequest = `
  insert into schema_check (organization_id, environment_id, requested_at, requested_by) values ($1, $2, $3, $4)
  on conflict (environment_id) do update set requested_at = excluded.requested_at, requested_by = excluded.requested_by`;

@Injectable()
export class RequestSchemaCheck {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: SchemaReads,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers at once; a worker compares. @throws EnvironmentError ENVIRONMENT_NOT_FOUND */
  async execute(ctx: RequestContext, key: string): Promise<SchemaCheck> {
    await this.unitOfWork.run(ctx, async (store) => {
      const { id, name } = await requireEnvironment(store, key);
      await store.query(storeRequest, [id, new Date(this.clock.now()), ctx.actor.name]);
      store.record({ action: 'schema-check.requested', object: { kind: 'environment', id, name }, details: {} });
    });
    this.host.schemaCheckRequested();
    const [check] = await this.reads.checks(ctx, key);
    invariant(check, 'the environment is there');
    return check;
  }
}
