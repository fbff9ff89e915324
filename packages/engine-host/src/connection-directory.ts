import { setTimeout } from 'node:timers/promises';
import { ConnectorFailure, type CodeSandbox, type ConnectionDefinition, type ConnectorContext, type FileStorage } from '@penstock/connector-sdk';
import { failureFrom, type ConnectionResolver, type EffectBounds, type FailureRecord, type ResolvedConnection } from '@penstock/engine';
import { messageOf, type Clock, type ConnectionId, type OrganizationId } from '@penstock/kernel';
import { createHttpClient, createMailClient, createSftpClient, createTokenSource, type HttpClientOptions, type HttpPools, type TokenCache } from '@penstock/runtime-adapters';
import type { Pool } from 'pg';
import { connectorOf } from './catalog-lookup';
import type { ConnectorCatalog } from './connector-catalog';
import type { SecretReader } from './engine-host';

interface ConnectionRow {
  readonly id: string;
  readonly organization_id: string;
  readonly environment_id: string;
  readonly connector: string;
  readonly settings: unknown;
  readonly fingerprint: string;
  readonly limits: Partial<EffectBounds> | null;
  readonly updated_at: Date;
}

interface Parts {
  readonly pool: Pool;
  readonly catalog: Pick<ConnectorCatalog, 'connector'>;
  readonly secrets: SecretReader;
  readonly pools: HttpPools;
  readonly tokens: TokenCache;
  readonly clock: Clock;
  readonly allowedPrivateHosts: readonly string[];
  /** For connectors without a connection, where an administrator allows code. */
  readonly sandbox?: CodeSandbox | undefined;
  /** The files of an organisation. */
  readonly filesOf?: (organizationId: string) => FileStorage;
  /** Self-fence, asked when a request is handed to a socket. */
  readonly mayStart: () => boolean;
}

export interface ProbeAnswer {
  readonly isWell: boolean;
  readonly summary?: string;
  readonly failure?: FailureRecord;
}

export interface OpenedConnection {
  readonly connector: string;
  readonly connectionId: ConnectionId;
  readonly context: ConnectorContext<unknown>;
}

const pause = async (ms: number): Promise<void> => {
  await setTimeout(ms);
};

const goneFailure: FailureRecord = { class: 'config', code: 'CONNECTION_GONE', message: 'This connection does not exist any more.' };

/**
 * Connections by environment, flow and slot: the flow's own binding, else the one of the slot in the same environment. A
 * binding of another environment is never used (S18). Entries are kept until
 * `forget` or the next refresh; the contexts hold no secrets: the HTTP layer reads them from the vault.
 */
export class ConnectionDirectory implements ConnectionResolver {
  private readonly bySlot = new Map<string, Promise<ResolvedConnection>>();

  constructor(private readonly parts: Parts) {}

  resolve(params: Parameters<ConnectionResolver['resolve']>[0]): Promise<ResolvedConnection> {
    const { environmentId, connector, slot, flowId = '', connectionId = '' } = params;
    if (isConnectionless(connector)) return Promise.resolve(withoutConnection(connector, params.organizationId, this.parts));
    const key = `${environmentId}/${flowId}/${slot ?? ''}/${connector}/${connectionId}`;
    const known = this.bySlot.get(key);
    if (known) return known;
    const loading = this.load(params);
    this.bySlot.set(key, loading);
    loading.catch(() => this.bySlot.delete(key));
    return loading;
  }

  forget(): void {
    this.bySlot.clear();
  }

  async test(organizationId: OrganizationId, connectionId: string): Promise<{ ok: boolean; message: string }> {
    const { isWell, summary, failure } = await this.probe(organizationId, connectionId);
    if (isWell) return { ok: true, message: summary ?? '' };
    return { ok: false, message: failure?.remedy ? `${failure.message} ${failure.remedy}` : (failure?.message ?? '') };
  }

  /** A connection of the organisation by its id, ready to be used; undefined where it has none. @throws ConnectorFailure class `config`. */
  async opened(organizationId: OrganizationId, connectionId: string): Promise<OpenedConnection | undefined> {
    const row = await this.rowOf(organizationId, connectionId);
    const definition = row && (await this.parts.catalog.connector(row.connector))?.connection;
    return row && definition && { connector: row.connector, connectionId: row.id as ConnectionId, context: this.open(row, definition).context };
  }

  /** The connection's harmless read, with its failure as data: what a breaker asks. */
  async probe(organizationId: OrganizationId, connectionId: string): Promise<ProbeAnswer> {
    const row = await this.rowOf(organizationId, connectionId);
    const definition = row && (await this.parts.catalog.connector(row.connector))?.connection;
    if (!row || !definition) return { isWell: false, failure: goneFailure };
    try {
      const { summary } = await definition.test(this.open(row, definition).context);
      return { isWell: true, summary };
    } catch (thrown) {
      if (thrown instanceof ConnectorFailure) return { isWell: false, failure: failureFrom(thrown, '') };
      return { isWell: false, failure: { class: 'ambiguous', code: 'TEST_FAILED', message: messageOf(thrown) } };
    }
  }

  private async rowOf(organizationId: OrganizationId, connectionId: string): Promise<ConnectionRow | undefined> {
    const { rows } = await this.parts.pool.query<ConnectionRow>('select * from connection where id = $1 and organization_id = $2', [connectionId, organizationId]);
    return rows[0];
  }

  private async load(params: Parameters<ConnectionResolver['resolve']>[0]): Promise<ResolvedConnection> {
    const { connector, slot } = params;
    const row = await this.meantRow(params);
    const definition = (await this.parts.catalog.connector(connector))?.connection;
    if (!row || !definition || row.connector !== connector) throw unbound(slot, connector);
    return this.open(row, definition);
  }

  private async meantRow({ organizationId, environmentId, flowId, slot, connectionId }: Parameters<ConnectionResolver['resolve']>[0]): Promise<ConnectionRow | undefined> {
    if (connectionId !== undefined) {
      const row = await this.rowOf(organizationId, connectionId);
      return row?.environment_id === environmentId ? row : undefined;
    }
    const { rows } = await this.parts.pool.query<ConnectionRow>({
      name: 'resolve_connection',
      text: `select c.* from (
               select connection_id, 1 as place from flow_binding where environment_id = $1 and flow_id = $4 and slot = $2 and organization_id = $3
               union all select connection_id, 2 from slot_binding where environment_id = $1 and slot = $2 and organization_id = $3
             ) b join connection c on c.id = b.connection_id and c.environment_id = $1 order by b.place limit 1`,
      values: [environmentId, slot, organizationId, flowId ?? null],
    });
    return rows[0];
  }

  private open(row: ConnectionRow, definition: ConnectionDefinition<unknown>): ResolvedConnection {
    const settings = definition.settings.safeParse(row.settings);
    if (!settings.success) throw unusable(row.connector);
    const { secrets, pools, tokens, clock, allowedPrivateHosts, mayStart } = this.parts;
    const httpOptions: HttpClientOptions = {
      connection: definition,
      settings: settings.data,
      resolveSecret: (name) => readSecret(secrets, row.id, name),
      pools,
      tokenCache: tokens,
      tokenKey: `${row.organization_id}:${row.id}:${row.updated_at.getTime()}`,
      allowPrivateHosts: allowedPrivateHosts,
      mayStart,
    };
    const http = createHttpClient(httpOptions);
    const mail = definition.mailServer && createMailClient({
      server: definition.mailServer(settings.data),
      tokens: createTokenSource(httpOptions),
      resolveSecret: (name) => readSecret(secrets, row.id, name),
      allowPrivateHosts: allowedPrivateHosts,
      mayStart,
    });
    const sftp = definition.sftpServer && createSftpClient({
      server: definition.sftpServer(settings.data),
      resolveSecret: (name) => readSecret(secrets, row.id, name),
      allowPrivateHosts: allowedPrivateHosts,
      mayStart,
    });
    const context: ConnectorContext<unknown> = { http, settings: settings.data, clock, pause, ...filesPart(this.parts, row.organization_id), ...(mail && { mail }), ...(sftp && { sftp }) };
    return { connectionId: row.id as ConnectionId, fingerprint: row.fingerprint, context, bounds: boundsOf(row) };
  }
}

const boundsOf = ({ limits }: ConnectionRow): EffectBounds => ({ ceilings: limits?.ceilings ?? [], onlyValues: limits?.onlyValues ?? [] });

const isConnectionless = (connector: string): boolean => {
  const definition = connectorOf(connector);
  return definition !== undefined && definition.connection === undefined;
};

/** A connector that computes and reaches nothing. */
const withoutConnection = (connector: string, organizationId: string, parts: Parts): ResolvedConnection => ({
  connectionId: null,
  fingerprint: connector,
  context: { http: { send: () => Promise.reject(unbound(null, connector)) }, settings: {}, clock: parts.clock, ...filesPart(parts, organizationId), ...(parts.sandbox && { sandbox: parts.sandbox }) },
});

const filesPart = ({ filesOf }: Parts, organizationId: string): Pick<ConnectorContext<unknown>, 'files'> => (filesOf ? { files: filesOf(organizationId) } : {});

function unbound(slot: string | null, connector: string): ConnectorFailure {
  return new ConnectorFailure({
    class: 'config',
    code: 'SLOT_NOT_BOUND',
    message: `No ${connector} connection fills the slot “${slot ?? ''}” in this environment, so nothing was sent.`,
    remedy: 'Create the connection for this environment and slot, then retry the run.',
  });
}

function unusable(connector: string): ConnectorFailure {
  return new ConnectorFailure({
    class: 'config',
    code: 'CONNECTION_SETTINGS_INVALID',
    message: `The settings of the ${connector} connection are not complete, so nothing was sent.`,
    remedy: 'Open the connection, mend its settings and test it, then retry the run.',
  });
}

/** Read right before a request is handed to a socket: while it cannot be read, nothing has left. */
async function readSecret(secrets: SecretReader, connectionId: string, name: string): Promise<string> {
  let value: string | undefined;
  try {
    value = await secrets.read('connection', connectionId, name);
  } catch (cause) {
    throw new ConnectorFailure(
      { class: 'not-sent', code: 'SECRET_NOT_READABLE', message: 'The credentials could not be read at this moment, so nothing was sent. It is tried again.' },
      { cause },
    );
  }
  return value ?? refuseSecret(name);
}

function refuseSecret(name: string): never {
  throw new ConnectorFailure({
    class: 'config',
    code: 'SECRET_NOT_SET',
    message: `The connection has no ${name}, so nothing was sent.`,
    remedy: 'Open the connection, enter the secret and test it, then retry the run.',
  });
}
