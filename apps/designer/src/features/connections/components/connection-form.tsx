import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { Connection } from '@penstock/contracts';
import { ApiProblem } from '@penstock/api-client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { connectionKeys } from '../../../shared/api/flow-queries';
import { ChoicesContext, type Choices } from '../../../shared/forms/choices/choices-context';
import { SchemaForm } from '../../../shared/forms/schema-form';
import { connectorOf } from '../../../shared/lib/connector-catalog';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { ProblemNotice } from '../../../shared/ui/notices';
import { initialValues, toRequest } from '../model/connection-values';
import { strings } from '../strings';
import { SecretFields } from './secret-fields';

interface ConnectionFormProps {
  readonly connection: Connection | null;
  readonly connectors: readonly ConnectorDescriptor[];
  onSaved(): void;
}

export function ConnectionForm({ connection, connectors, onSaved }: ConnectionFormProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { environment } = useCurrentEnvironment();
  const [values, setValues] = useState(() => initialValues(connection, connectors));
  const save = useMutation({
    mutationFn: () =>
      connection
        ? api.connections.update(connection.id, toRequest(values))
        : api.connections.create({
            ...toRequest(values),
            connector: values.connector,
            slot: values.slot,
            environment: environment.key,
          }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: connectionKeys.all });
      onSaved();
    },
  });
  const described = connectorOf(connectors, values.connector);
  const definition = described?.connection;
  const sources = described?.optionSources;
  // As the connection is saved, not as it is being edited: what is typed here reaches no other system.
  const choices = useMemo<Choices>(
    () => ({
      connectionId: connection?.id ?? null,
      askedOf: connection ? `“${connection.name}”` : '',
      missing: strings.saveBeforeChoosing,
      sources: sources ?? [],
      valueAt: () => undefined,
    }),
    [connection, sources],
  );
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={handleSubmit}>
      <Stack gap="md">
        <EnvironmentBadge {...environment} />
        <TextInput
          label={strings.name}
          required
          maxLength={120}
          value={values.name}
          onChange={(event) => setValues({ ...values, name: event.currentTarget.value })}
        />
        <Select
          label={strings.connector}
          disabled={connection !== null}
          allowDeselect={false}
          data={connectors
            .filter((connector) => connector.connection)
            .map(({ id, title }) => ({ value: id, label: title }))}
          value={values.connector}
          onChange={(id) => id !== null && setValues({ ...values, connector: id, slot: id, settings: {}, secrets: {} })}
        />
        <TextInput
          label={strings.slot}
          description={strings.slotHelp}
          disabled={connection !== null}
          required
          value={values.slot}
          onChange={(event) => setValues({ ...values, slot: event.currentTarget.value })}
        />
        {definition && (
          <>
            <h3>{strings.settings}</h3>
            <ChoicesContext.Provider value={choices}>
              <SchemaForm
                schema={definition.settingsSchema}
                value={values.settings}
                errors={errorsByField(save.error)}
                onChange={(settings) => setValues({ ...values, settings })}
              />
            </ChoicesContext.Provider>
            <SecretFields
              secrets={definition.secrets}
              stored={connection?.secrets ?? []}
              values={values.secrets}
              onChange={(secrets) => setValues({ ...values, secrets })}
            />
          </>
        )}
        {save.isError && <ProblemNotice error={save.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={values.name.trim() === ''}>
            {strings.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Refusals name settings as `settings.<path>`; the form knows them without the first part. */
function errorsByField(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries(
    error.issues.flatMap(({ path, message }) =>
      path === undefined ? [] : [[path.replace(/^settings\./, ''), message]],
    ),
  );
}
