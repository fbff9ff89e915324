import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useDisclosure } from '@mantine/hooks';
import type { ApiKey } from '@penstock/contracts';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { apiKeysQuery } from '../../../shared/api/session-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';
import { CreateApiKeyDialog } from './create-api-key-dialog';

export function ApiKeysPanel() {
  const api = useApi();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(apiKeysQuery(api));
  const [isCreating, creating] = useDisclosure(false);
  const revoke = useMutation({
    mutationFn: (id: string) => api.apiKeys.revoke(id),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
  });
  const askToRevoke = (key: ApiKey): void =>
    void modals.openConfirmModal({
      title: strings.revokeTitle,
      children: strings.revokeBody(key.name),
      labels: { confirm: strings.revoke, cancel: strings.keep },
      confirmProps: { color: 'red' },
      onConfirm: () => revoke.mutate(key.id),
    });
  return (
    <Panel
      title={strings.keys}
      actions={
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={creating.open}>
          {strings.newKey}
        </Button>
      }
    >
      {(error ?? revoke.error) && <ProblemNotice error={error ?? revoke.error} />}
      {!data && !error && <RowsSkeleton rows={3} />}
      {data?.items.length === 0 && <div className="ps-panel__body ps-dimmed">{strings.noKeys}</div>}
      {data && data.items.length > 0 && (
        <div className="ps-table-scroll">
          <KeysTable keys={data.items} onRevoke={askToRevoke} />
        </div>
      )}
      {isCreating && <CreateApiKeyDialog onClose={creating.close} />}
    </Panel>
  );
}

function KeysTable({ keys, onRevoke }: { readonly keys: readonly ApiKey[]; onRevoke(key: ApiKey): void }) {
  return (
    <table className="ps-table">
      <thead>
        <tr>
          <th scope="col">{strings.name}</th>
          <th scope="col">{strings.role}</th>
          <th scope="col">{strings.scopes}</th>
          <th scope="col">{strings.prefix}</th>
          <th scope="col">{strings.created}</th>
          <th scope="col">{strings.validUntil}</th>
          <th scope="col">{strings.lastUsed}</th>
          <th scope="col">
            <span className="ps-visually-hidden">{strings.revoke}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <td>
              {key.name}
              {key.serviceAccount !== null && <div className="ps-meta">{strings.ofServiceAccount}</div>}
            </td>
            <td>{key.role}</td>
            <td>{key.scopes?.join(', ') ?? <span className="ps-dimmed">{strings.allScopes}</span>}</td>
            <td className="ps-mono">{key.prefix}…</td>
            <td>
              <When at={key.createdAt} />
            </td>
            <td>
              {key.expiresAt === null ? (
                <span className="ps-dimmed">{strings.noEnd}</span>
              ) : (
                <When at={key.expiresAt} />
              )}
            </td>
            <td>
              {key.lastUsedAt === null ? (
                <span className="ps-dimmed">{strings.never}</span>
              ) : (
                <When at={key.lastUsedAt} />
              )}
            </td>
            <td className="ps-number">
              <Button
                variant="subtle"
                color="red"
                size="compact-xs"
                aria-label={`${strings.revoke} ${key.name}`}
                onClick={() => onRevoke(key)}
              >
                {strings.revoke}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
