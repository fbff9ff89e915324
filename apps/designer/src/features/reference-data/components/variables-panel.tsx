import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import type { Environment } from '@penstock/contracts';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { useMayDesign } from '../../../shared/api/use-may-operate';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';

/** The variables of an environment; saving a name that is there replaces its value. */
export function VariablesPanel({ environment }: { readonly environment: Environment }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const mayChange = useMayDesign();
  const queryKey = ['environments', environment.id, 'variables'];
  const { data, error } = useQuery({ queryKey, queryFn: () => api.environments.variables(environment.id) });
  const remove = useMutation({
    mutationFn: (name: string) => api.environments.removeVariable(environment.id, name),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey }),
  });
  return (
    <Panel title={strings.variables}>
      <div className="ps-panel__body ps-dimmed">{strings.variablesHelp}</div>
      {error && <ProblemNotice error={error} />}
      {remove.isError && <ProblemNotice error={remove.error} />}
      {!data && !error && <RowsSkeleton rows={2} />}
      {data?.items.length === 0 && <div className="ps-panel__body ps-dimmed">{strings.noVariables}</div>}
      {data && data.items.length > 0 && (
        <div className="ps-table-scroll">
          <table className="ps-table" aria-label={strings.variables}>
            <thead>
              <tr>
                <th scope="col">{strings.name}</th>
                <th scope="col">{strings.value}</th>
                <th scope="col">{strings.description}</th>
                <th scope="col">{strings.changed}</th>
                <th scope="col">
                  <span className="ps-visually-hidden">{strings.remove}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ name, value, description, updatedAt, updatedBy }) => (
                <tr key={name}>
                  <td className="ps-mono">{name}</td>
                  <td className="ps-mono">{value}</td>
                  <td>{description}</td>
                  <td>
                    <When at={updatedAt} /> <span className="ps-dimmed">{updatedBy}</span>
                  </td>
                  <td>
                    {mayChange && (
                      <ActionIcon variant="subtle" size="sm" aria-label={`${strings.remove} ${name}`} onClick={() => remove.mutate(name)}>
                        <IconTrash size={15} />
                      </ActionIcon>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {mayChange && <VariableForm environmentId={environment.id} queryKey={queryKey} />}
    </Panel>
  );
}

function VariableForm({ environmentId, queryKey }: { readonly environmentId: string; readonly queryKey: readonly string[] }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [description, setDescription] = useState('');
  const save = useMutation({
    mutationFn: () => api.environments.setVariable(environmentId, name.trim(), { value, description }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey });
      setName('');
      setValue('');
      setDescription('');
    },
  });
  return (
    <form
      className="ps-panel__body"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.isError && <ProblemNotice error={save.error} />}
      <Group align="flex-end">
        <TextInput label={strings.name} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput label={strings.value} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
        <TextInput label={strings.description} w={280} value={description} onChange={(event) => setDescription(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={save.isPending} disabled={name.trim() === ''}>
          {strings.save}
        </Button>
      </Group>
    </form>
  );
}
