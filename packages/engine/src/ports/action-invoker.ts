import type { ActionDefinition, ConnectorContext } from '@penstock/connector-sdk';
import type { ConnectionId, EnvironmentId, OrganizationId } from '@penstock/kernel';

/** A connection as the engine sees it: which remote, and a context to call it with. No secrets. */
export interface ResolvedConnection {
  readonly connectionId: ConnectionId;
  /** Which remote system and account this is; scopes business keys. */
  readonly fingerprint: string;
  readonly context: ConnectorContext<unknown>;
}

export interface ConnectionResolver {
  /**
   * The connection that fills a slot in an environment; never another environment's.
   * @throws ConnectorFailure class `config` when nothing is bound, with words for the person who binds it.
   */
  resolve(params: {
    readonly organizationId: OrganizationId;
    readonly environmentId: EnvironmentId;
    readonly connector: string;
    readonly slot: string | null;
  }): Promise<ResolvedConnection>;
}

export type ActionRun = ActionDefinition['run'];
