import { Inject, Injectable } from '@nestjs/common';
import type { Connection, UpdateConnectionRequest } from '@penstock/contracts';
import { ConnectionRow, UnitOfWork, type TenantStore } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { ConnectionReads } from '../connection-reads';
import { ConnectionTools } from '../connection-tools';
import { connectionNotFound } from '../connections.errors';

type Change = UpdateConnectionRequest & { readonly id: string };

@Injectable()
export class UpdateConnection {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ConnectionReads,
    private readonly tools: ConnectionTools,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** @throws ConnectionError CONNECTION_NOT_FOUND, CONNECTION_SETTINGS_INVALID */
  async execute(ctx: RequestContext, change: Change): Promise<Connection> {
    await this.unitOfWork.run(ctx, (store) => this.store(store, change));
    this.host.connections.forget(change.id);
    await this.host.refreshRoutes();
    return this.reads.one(ctx, change.id);
  }

  private async store(store: TenantStore, { id, name, settings, secrets }: Change): Promise<void> {
    const connections = store.repository(ConnectionRow);
    const row = await connections.findOneForUpdate({ id });
    if (!row) throw connectionNotFound();
    const definition = this.tools.definition(row.connector);
    const checked = settings === undefined ? row.settings : this.tools.checkedSettings(definition, settings);
    await connections.update(
      { id },
      {
        name: name ?? row.name,
        settings: checked as never,
        fingerprint: definition.fingerprint(checked),
        updatedAt: new Date(this.tools.clock.now()),
      },
    );
    await this.tools.storeSecrets(store, id, { definition, secrets: secrets ?? {} });
  }
}
