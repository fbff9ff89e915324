import { Button, Group, Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { role, scopeAreas, type ApiKeyScope, type CreateApiKeyRequest, type Role } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Identifier } from '../../../shared/ui/values';
import { strings } from '../strings';

const scopeChoices = scopeAreas.flatMap((area) => [`${area}:read`, `${area}:write`]);

export function CreateApiKeyDialog({ onClose }: { onClose(): void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [request, setRequest] = useState<CreateApiKeyRequest>({ name: '', role: 'operator' });
  const create = useMutation({
    mutationFn: () => api.apiKeys.create(request),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
  });
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate();
  };
  if (create.data) {
    return (
      <Modal opened onClose={onClose} title={strings.newKey} closeOnClickOutside={false}>
        <Stack gap="md">
          <div className="ps-notice ps-notice--attention">
            <div className="ps-notice__title">{strings.shownOnce}</div>
            <Identifier value={create.data.key} />
          </div>
          <Group justify="flex-end">
            <Button onClick={onClose}>{strings.done}</Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title={strings.newKey}>
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <TextInput
            label={strings.keyName}
            required
            maxLength={120}
            data-autofocus
            value={request.name}
            onChange={(event) => setRequest({ ...request, name: event.currentTarget.value })}
          />
          <Select
            label={strings.role}
            allowDeselect={false}
            data={[...role.options]}
            value={request.role}
            onChange={(value) => setRequest({ ...request, role: (value ?? 'operator') as Role })}
          />
          <MultiSelect
            label={strings.scopes}
            description={strings.scopesHelp}
            searchable
            clearable
            data={scopeChoices}
            value={request.scopes ?? []}
            onChange={(scopes) => setRequest(withScopes(request, scopes as ApiKeyScope[]))}
          />
          <TextInput
            label={strings.validUntil}
            description={strings.validUntilHelp}
            type="date"
            onChange={(event) => setRequest(withEnd(request, event.currentTarget.value))}
          />
          {create.isError && <ProblemNotice error={create.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending} disabled={request.name.trim() === ''}>
              {strings.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function withScopes({ scopes: _, ...request }: CreateApiKeyRequest, scopes: ApiKeyScope[]): CreateApiKeyRequest {
  return scopes.length === 0 ? request : { ...request, scopes };
}

/** To the end of the chosen day, in the person's own calendar. */
function withEnd({ expiresAt: _, ...request }: CreateApiKeyRequest, day: string): CreateApiKeyRequest {
  const end = new Date(`${day}T23:59:59`);
  return Number.isNaN(end.getTime()) ? request : { ...request, expiresAt: end.toISOString() };
}
