import { Divider, Drawer } from '@mantine/core';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { Connection } from '@penstock/contracts';
import { strings } from '../strings';
import { ConnectionForm } from './connection-form';
import { WeatherSection } from './weather-section';

interface ConnectionDrawerProps {
  /** Null for a new one. */
  readonly connection: Connection | null;
  readonly connectors: readonly ConnectorDescriptor[];
  onClose(): void;
}

export function ConnectionDrawer({ connection, connectors, onClose }: ConnectionDrawerProps) {
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title={connection ? strings.edit : strings.create}
      closeButtonProps={{ 'aria-label': strings.close }}
    >
      <ConnectionForm connection={connection} connectors={connectors} onSaved={onClose} />
      {connection && (
        <>
          <Divider my="lg" />
          <WeatherSection connectionId={connection.id} />
        </>
      )}
    </Drawer>
  );
}
