import type { Choices } from '../../../shared/forms/choices/choices-context';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { connectionsQuery } from '../../../shared/api/flow-queries';
import { connectorOf } from '../../../shared/lib/connector-catalog';
import { strings } from '../strings';
import { useEditor } from './editor-context';

interface ChoicesQuestion {
  readonly connector: string;
  readonly slot: string | undefined;
  valueAt(path: string): unknown;
}

/** What the fields of a step can be chosen from: the records behind the connection that fills its slot in the sandbox. */
export function useStepChoices({ connector, slot, valueAt }: ChoicesQuestion): Choices {
  const { connectors } = useEditor();
  const { environment, environments } = useCurrentEnvironment();
  const sandbox =
    environment.kind === 'sandbox' ? environment : (environments.find(({ kind }) => kind === 'sandbox') ?? environment);
  const { data } = useQuery(connectionsQuery(useApi()));
  const filledBy = data?.items.find(
    (item) => item.connector === connector && item.slot === slot && item.environment === sandbox.key,
  );
  const sources = connectorOf(connectors, connector)?.optionSources;
  return useMemo(
    () => ({
      connectionId: filledBy?.id ?? null,
      askedOf: filledBy ? strings.askedConnection(filledBy.name, sandbox.name) : '',
      missing: strings.noConnectionForChoices(slot ?? '', sandbox.name),
      sources: sources ?? [],
      valueAt,
    }),
    [filledBy, sandbox.name, slot, sources, valueAt],
  );
}
