import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { Connection, ConnectionWeather } from '@penstock/contracts';
import { connectorOf } from '../../../shared/lib/connector-catalog';
import { ConnectorMark } from '../../../shared/ui/connector-mark';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';
import { HeldWork } from './held-work';
import { HoldButton } from './hold-button';
import { TestButton } from './test-button';
import { WeatherBadge } from './weather-badge';

interface ConnectionsTableProps {
  readonly connections: readonly Connection[];
  readonly connectors: readonly ConnectorDescriptor[];
  /** By connection. */
  readonly weather: ReadonlyMap<string, ConnectionWeather>;
  onOpen(connectionId: string): void;
}

export function ConnectionsTable({ connections, connectors, weather, onOpen }: ConnectionsTableProps) {
  return (
    <table className="ps-table">
      <thead>
        <tr>
          <th scope="col">{strings.name}</th>
          <th scope="col">{strings.connector}</th>
          <th scope="col" title={strings.weatherHelp}>
            {strings.weather}
          </th>
          <th scope="col" title={strings.slotHelp}>
            {strings.slot}
          </th>
          <th scope="col" title={strings.remoteHelp}>
            {strings.remote}
          </th>
          <th scope="col">{strings.usedBy}</th>
          <th scope="col">{strings.changed}</th>
          <th scope="col">
            <span className="ps-visually-hidden">{strings.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {connections.map((connection) => {
          const connector = connectorOf(connectors, connection.connector);
          const ownWeather = weather.get(connection.id);
          return (
            <tr key={connection.id}>
              <td>
                <button
                  type="button"
                  className="ps-plain-button"
                  style={{ fontWeight: 500 }}
                  onClick={() => onOpen(connection.id)}
                >
                  {connection.name}
                </button>
              </td>
              <td>
                <span className="ps-connection__connector">
                  <ConnectorMark mark={connector?.mark} size={18} />
                  {connector?.title ?? connection.connector}
                </span>
              </td>
              <td>
                <WeatherBadge weather={ownWeather} />
                {ownWeather && ownWeather.held.runs > 0 && (
                  <div className="ps-meta ps-nowrap">
                    <HeldWork held={ownWeather.held} />
                  </div>
                )}
              </td>
              <td className="ps-mono">{connection.slot}</td>
              <td className="ps-mono">{connection.fingerprint}</td>
              <td className="ps-wrap">
                {connection.usedBy.length === 0 && <span className="ps-dimmed">{strings.nobody}</span>}
                {connection.usedBy.map(({ flowName }) => flowName).join(', ')}
              </td>
              <td>
                <When at={connection.updatedAt} />
              </td>
              <td>
                <span className="ps-connection__actions">
                  <TestButton connectionId={connection.id} name={connection.name} />
                  {ownWeather && <HoldButton weather={ownWeather} name={connection.name} />}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
