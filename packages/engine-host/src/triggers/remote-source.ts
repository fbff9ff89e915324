import { ConnectorFailure, type AnyTrigger, type ConnectorContext, type PollChannel } from '@penstock/connector-sdk';
import type { ConnectionResolver } from '@penstock/engine';
import type { ConnectionId, EnvironmentId, IntakeSourceId, OrganizationId } from '@penstock/kernel';
import { triggerOf } from '../catalog-lookup';
import type { EventSource } from '../intake-desk';

/** The columns that name a source whose events are fetched. */
export interface RemoteSourceRow {
  readonly intake_source_id: string;
  readonly organization_id: string;
  readonly environment_id: string;
  readonly path: string;
  readonly connector: string;
  readonly trigger: string;
  readonly trigger_version: number;
  readonly settings: unknown;
  /** What the source is read with; null where nothing is read. */
  readonly connection_id: string | null;
}

export interface RemoteSource {
  readonly source: EventSource;
  readonly trigger: AnyTrigger;
  readonly channel: PollChannel<unknown, unknown>;
  readonly settings: unknown;
  readonly context: ConnectorContext<unknown>;
}

export type TriggerLookup = (connector: string, id: string, version: number) => AnyTrigger | undefined;

/** @throws ConnectorFailure class `config` when the trigger cannot be asked, with words for the person who mends it. */
export async function openRemoteSource(row: RemoteSourceRow, parts: { readonly connections: ConnectionResolver; readonly triggerOf?: TriggerLookup }): Promise<RemoteSource> {
  const trigger = (parts.triggerOf ?? triggerOf)(row.connector, row.trigger, row.trigger_version);
  const settings = trigger?.settings.safeParse(row.settings);
  if (!trigger?.poll || !settings?.success) throw notInstalled(row);
  const source = eventSourceOf(row);
  const { organizationId, environmentId } = source;
  const connection = await parts.connections.resolve({ organizationId, environmentId, connector: row.connector, slot: null, ...(row.connection_id !== null && { connectionId: row.connection_id as ConnectionId }) });
  return { source, trigger, channel: trigger.poll, settings: settings.data, context: connection.context };
}

export const eventSourceOf = (row: Pick<RemoteSourceRow, 'organization_id' | 'environment_id' | 'intake_source_id' | 'path'>): EventSource => ({
  organizationId: row.organization_id as OrganizationId,
  environmentId: row.environment_id as EnvironmentId,
  sourceId: row.intake_source_id as IntakeSourceId,
  path: row.path,
});

const notInstalled = ({ connector, trigger, trigger_version: version }: RemoteSourceRow): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'TRIGGER_NOT_USABLE',
    message: `The trigger ${connector} / ${trigger} version ${version} is not installed here or refuses its settings. Nothing is read.`,
    remedy: 'Deploy the flow again with an installed trigger.',
  });
