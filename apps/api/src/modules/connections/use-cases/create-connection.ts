import { Inject, Injectable } from '@nestjs/common';
import type { Connection, CreateConnectionRequest } from '@penstock/contracts';
import { ConnectionRow, SlotBindingRow, UnitOfWork, type ChangeStore, type TenantStore } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { requireEnvironment } from '../../environments/require-environment';
import { ConnectionReads } from '../connection-reads';
import { ConnectionTools } from '../connection-tools';
import { ConnectionError } from '../connections.errors';

@Injectable()
export class CreateConnection {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ConnectionReads,
    private readonly tools: ConnectionTools,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** @throws ConnectionError SLOT_TAKEN, CONNECTION_SETTINGS_INVALID, CONNECTOR_NOT_FOUND */
  async execute(ctx: RequestContext, input: CreateConnectionRequest): Promise<Connection> {
    const id = await this.unitOfWork.run(ctx, (store) => this.store(store, input));
    await this.host.refreshRoutes();
    return this.reads.one(ctx, id);
  }

  private async store(store: ChangeStore, input: CreateConnectionRequest): Promise<string> {
    const { name, connector, slot, secrets } = input;
    const environment = await requireEnvironment(store, input.environment);
    await assertSlotIsFree(store, { environmentId: environment.id, slot });
    const definition = this.tools.definition(store.organizationId, connector);
    const settings = this.tools.checkedSettings(definition, input.settings);
    const id = this.tools.ids.next();
    const now = new Date(this.tools.clock.now());
    const place = { environmentId: environment.id };
    const fingerprint = definition.fingerprint(settings);
    await store.repository(ConnectionRow).insert({ id, ...place, name, connector, settings, fingerprint, createdAt: now, updatedAt: now });
    await store.repository(SlotBindingRow).insert({ ...place, slot, connectionId: id });
    await this.tools.storeSecrets(store, id, { definition, secrets });
    store.record({
      action: 'connection.created',
      object: { kind: 'connection', id, name },
      details: { connector, environment: input.environment, slot, settings, fingerprint, secretsSet: Object.keys(secrets) },
    });
    return id;
  }
}

async function assertSlotIsFree(store: TenantStore, place: { environmentId: string; slot: string }): Promise<void> {
  if (!(await store.repository(SlotBindingRow).findOne(place))) return;
  throw new ConnectionError(
    'SLOT_TAKEN',
    `Another connection already fills the slot “${place.slot}” in this environment. Nothing was saved. Change that one, or choose another slot.`,
  );
}
