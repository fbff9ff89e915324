import type { AnyAction, ConnectorContext } from '@penstock/connector-sdk';
import type { ConnectionId, EnvironmentId, OrganizationId } from '@penstock/kernel';
import type { EffectBounds } from '../core/effect-bounds';

/** A connection as the engine sees it: which remote, and a context to call it with. No secrets. */
export interface ResolvedConnection {
  /** Null for a connector that needs none (it computes): such a call has no gate, and cannot be an effect. */
  readonly connectionId: ConnectionId | null;
  /** Which remote system and account this is; scopes business keys. */
  readonly fingerprint: string;
  readonly context: ConnectorContext<unknown>;
  /** Absent: none. */
  readonly bounds?: EffectBounds;
}

export interface ConnectionResolver {
  /**
   * The connection that fills a slot in an environment; never another environment's.
   * @throws ConnectorFailure class `config` when nothing is bound, with words for the person who binds it.
   */
  resolve(params: {
    readonly organizationId: OrganizationId;
    readonly environmentId: EnvironmentId;
    /** Whose binding comes first; absent where a connection is used for no flow. */
    readonly flowId?: string;
    readonly connector: string;
    readonly slot: string | null;
    /** This one, whatever the slot is bound to by now; of the same organisation, environment and connector. */
    readonly connectionId?: ConnectionId;
  }): Promise<ResolvedConnection>;
}

/** One call of a connector's action, at the moment it is due. */
export interface ActionCall {
  /** Key of the step within its run. */
  readonly key: string;
  readonly connector: string;
  readonly action: AnyAction;
  readonly connection: ResolvedConnection;
  /** What the action's own schema made of the step's input. */
  readonly input: unknown;
}

/** The last door before connector code. A rehearsal puts another answer here, and nothing leaves. */
export interface ActionInvoker {
  /** @throws ConnectorFailure as the action does. */
  invoke(call: ActionCall): Promise<unknown>;
}

/** Really calls the action. */
export const directInvoker: ActionInvoker = {
  invoke: ({ action, connection, input }) => action.run(connection.context, input),
};
