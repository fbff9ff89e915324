import { Inject, Injectable } from '@nestjs/common';
import type { Connection, UpdateConnectionRequest } from '@penstock/contracts';
import type { ConnectionDefinition } from '@penstock/connector-sdk';
import { ConnectionRow, probeNow, UnitOfWork, type ChangeStore, type TenantStore } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { ConnectionReads } from '../connection-reads';
import { ConnectionTools } from '../connection-tools';
import { secretHosts } from '../secret-hosts';
import { ConnectionError, connectionNotFound, settingsInvalid } from '../connections.errors';

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
    this.host.connections.weatherChanged(change.id);
    await this.host.refreshRoutes();
    return this.reads.one(ctx, change.id);
  }

  private async store(store: ChangeStore, { id, name, settings, secrets }: Change): Promise<void> {
    const connections = store.repository(ConnectionRow);
    const row = await connections.findOneForUpdate({ id });
    if (!row) throw connectionNotFound();
    const definition = this.tools.definition(store.organizationId, row.connector);
    const checked = settings === undefined ? row.settings : this.tools.checkedSettings(definition, settings);
    const fingerprint = definition.fingerprint(checked);
    if (fingerprint !== row.fingerprint) await assertUnused(store, id);
    if (fingerprint !== row.fingerprint || secretHosts(definition, checked) !== secretHosts(definition, row.settings)) {
      assertSecretsComplete(definition, { stored: await this.tools.storedSecrets(store, id), given: secrets ?? {} });
    }
    await connections.update(
      { id },
      {
        name: name ?? row.name,
        settings: checked as never,
        fingerprint,
        updatedAt: new Date(this.tools.clock.now()),
      },
    );
    await this.tools.storeSecrets(store, id, { definition, secrets: secrets ?? {} });
    // New credentials or a new address are tried now, not when an open breaker would have asked next.
    await store.query(probeNow.text, [id]);
    store.record({
      action: 'connection.changed',
      object: { kind: 'connection', id, name: name ?? row.name },
      details: { before: { name: row.name, settings: row.settings }, after: { name: name ?? row.name, settings: checked }, fingerprint, secretsSet: Object.keys(secrets ?? {}) },
    });
  }
}

const selectUsers = `
  select distinct f.name
  from (
      select environment_id, slot, connection_id, null::uuid as flow_id from slot_binding where organization_id = $1
      union all select environment_id, slot, connection_id, flow_id from flow_binding where organization_id = $1
    ) b
    join deployment d on d.environment_id = b.environment_id and d.status in ('active', 'paused', 'draining') and (b.flow_id is null or b.flow_id = d.flow_id)
    join flow_version v on v.id = d.flow_version_id
    join flow f on f.id = d.flow_id
  where b.connection_id = $2
    and (v.document->'trigger'->>'slot' = b.slot
      or exists (select 1 from jsonb_each(v.document->'steps') step where step.value->>'slot' = b.slot))
  order by f.name`;

/** Stored secrets belong to the system they were entered for; sent to another one they would be given away. */
function assertSecretsComplete({ secrets }: ConnectionDefinition, { stored, given }: { readonly stored: readonly string[]; readonly given: Readonly<Record<string, string>> }): void {
  const missing = secrets.filter(({ name }) => stored.includes(name) && !Object.hasOwn(given, name));
  if (missing.length === 0) return;
  throw settingsInvalid(
    missing.map(({ name, title }) => ({ code: 'secret-missing', path: `secrets.${name}`, message: `${title} must be entered again for another system.` })),
  );
}

const countOpenEffects = `
  select count(*)::int as open from effect
  where organization_id = $1 and connection_id = $2 and state in ('INTENT', 'UNKNOWN', 'NEEDS_HUMAN')`;

/** Business keys are scoped by the fingerprint: pointing live flows at another remote could pay a bill twice. */
async function assertUnused(store: TenantStore, id: string): Promise<void> {
  const [effects] = await store.query<{ open: number }>(countOpenEffects, [id]);
  if (effects && effects.open > 0) {
    throw new ConnectionError(
      'CONNECTION_IN_USE',
      `${effects.open} payments or postings of this connection may have happened at the system it points to: they are being looked up, or were given up with nobody knowing. ` +
        'Nothing was changed, so that no other system does them a second time. Settle what is open, or make a new connection in another slot.',
    );
  }
  const users = await store.query<{ name: string }>(selectUsers, [id]);
  if (users.length === 0) return;
  throw new ConnectionError(
    'CONNECTION_IN_USE',
    `This would point the connection at another system, and ${users.map(({ name }) => `“${name}”`).join(', ')} use it now. ` +
      'Nothing was changed, so no payment is sent elsewhere. Make a new connection in another slot, and deploy the flows with it.',
  );
}
