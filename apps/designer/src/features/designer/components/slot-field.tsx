import { Autocomplete } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { connectionsQuery } from '../../../shared/api/flow-queries';

interface SlotFieldProps {
  readonly connector: string;
  readonly slot: string | undefined;
  onChange(slot: string): void;
}

/** A flow names a slot; each environment fills it with one of its connections. */
export function SlotField({ connector, slot = '', onChange }: SlotFieldProps) {
  const { environment } = useCurrentEnvironment();
  const { data } = useQuery(connectionsQuery(useApi()));
  const fitting = data?.items.filter((item) => item.connector === connector) ?? [];
  const filledBy = fitting.find((item) => item.slot === slot && item.environment === environment.key);
  const help = filledBy
    ? `Filled by “${filledBy.name}” in ${environment.name}.`
    : `No connection fills this slot in ${environment.name} yet.`;
  return (
    <Autocomplete
      label="Connection slot"
      description={help}
      size="xs"
      w={320}
      mb="md"
      data={[...new Set(fitting.map((item) => item.slot))]}
      value={slot}
      onChange={(value) => {
        if (/^[a-z][a-z0-9-]{0,59}$/.test(value)) onChange(value);
      }}
    />
  );
}
