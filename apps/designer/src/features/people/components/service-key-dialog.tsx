import { Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { scopeAreas, type ApiKeyScope, type ServiceAccount } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { peopleKeys } from '../../../shared/api/people-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Identifier } from '../../../shared/ui/values';
import { strings } from '../strings';

const scopeChoices = scopeAreas.flatMap((area) => [`${area}:read`, `${area}:write`]);

/** The end of that day where the person is. */
const endOf = (date: string): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day + 1).toISOString();
};

export function ServiceKeyDialog({ account, onClose }: { readonly account: ServiceAccount; onClose(): void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [scopes, setScopes] = useState<string[]>([]);
  const [end, setEnd] = useState('');
  const create = useMutation({
    mutationFn: () => api.serviceAccounts.createKey(account.id, { scopes: scopes as ApiKeyScope[], expiresAt: endOf(end) }),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: peopleKeys.all }),
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={strings.actionOn(strings.newKeyFor, account.name)} closeOnClickOutside={!create.data} closeButtonProps={{ 'aria-label': strings.close }}>
      {create.data ? (
        <Stack gap="md">
          <div className="ps-notice ps-notice--attention">
            <div className="ps-notice__title">{strings.keyOnce}</div>
            <Identifier value={create.data.key} />
          </div>
          <Group justify="flex-end">
            <Button onClick={onClose}>{strings.done}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={handleSubmit}>
          <Stack gap="md">
            <MultiSelect label={strings.scopes} description={strings.scopesHelp} searchable clearable required data={scopeChoices} value={scopes} onChange={setScopes} />
            <TextInput type="date" label={strings.expires} required value={end} onChange={(event) => setEnd(event.currentTarget.value)} />
            {create.isError && <ProblemNotice error={create.error} />}
            <Group justify="flex-end">
              <Button type="submit" loading={create.isPending} disabled={scopes.length === 0 || end === ''}>
                {strings.create}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
