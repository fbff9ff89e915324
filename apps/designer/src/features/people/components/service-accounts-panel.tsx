import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { limitedRole, type ServiceAccount, type UpdateServiceAccountRequest } from '@penstock/contracts';
import { IconPlus, IconRobot } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { peopleKeys, serviceAccountsQuery } from '../../../shared/api/people-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';
import { NewServiceAccountDialog } from './new-service-account-dialog';
import { RolesCell } from './roles-cell';
import { ServiceKeyDialog } from './service-key-dialog';

export function ServiceAccountsPanel() {
  const api = useApi();
  const queryClient = useQueryClient();
  const accounts = useQuery(serviceAccountsQuery(api));
  const [isCreating, creating] = useDisclosure(false);
  const [keyFor, setKeyFor] = useState<ServiceAccount | null>(null);
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: peopleKeys.all });
  const change = useMutation({
    mutationFn: ({ id, ...body }: UpdateServiceAccountRequest & { readonly id: string }) => api.serviceAccounts.update(id, body),
    onSettled: refresh,
  });
  const error = accounts.error ?? change.error;
  return (
    <Panel
      title={strings.serviceAccounts}
      actions={
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={creating.open}>
          {strings.newServiceAccount}
        </Button>
      }
    >
      {error && <ProblemNotice error={error} />}
      {accounts.data?.length === 0 && <div className="ps-panel__body ps-dimmed">{strings.noServiceAccounts}</div>}
      {accounts.data && accounts.data.length > 0 && (
        <div className="ps-table-scroll">
          <table className="ps-table">
            <ServiceAccountsHead />
            <tbody>
              {accounts.data.map((account) => (
                <AccountRow key={account.id} account={account} onChange={(body) => change.mutate({ id: account.id, ...body })} onKey={() => setKeyFor(account)} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isCreating && <NewServiceAccountDialog onClose={creating.close} />}
      {keyFor && <ServiceKeyDialog account={keyFor} onClose={() => setKeyFor(null)} />}
    </Panel>
  );
}

const ServiceAccountsHead = () => (
  <thead>
    <tr>
      <th scope="col">{strings.name}</th>
      <th scope="col">{strings.role}</th>
      <th scope="col">{strings.status}</th>
      <th scope="col">{strings.keys}</th>
      <th scope="col">{strings.lastUsed}</th>
      <th scope="col">
        <span className="ps-visually-hidden">{strings.actions}</span>
      </th>
    </tr>
  </thead>
);

interface AccountRowProps {
  readonly account: ServiceAccount;
  onChange(body: UpdateServiceAccountRequest): void;
  onKey(): void;
}

function AccountRow({ account, onChange, onKey }: AccountRowProps) {
  const { name, description, role, environmentRoles, active, keys, lastUsedAt } = account;
  return (
    <tr>
      <td>
        <span className="ps-roles">
          <IconRobot size={16} aria-hidden /> {name}
        </span>
        <div className="ps-meta">{description || strings.cannotSignIn}</div>
      </td>
      <td>
        <RolesCell
          name={name}
          role={role}
          choices={limitedRole.options}
          environmentRoles={environmentRoles}
          onChange={(change) => onChange(change as UpdateServiceAccountRequest)}
        />
      </td>
      <td>{active ? strings.active : <span className="ps-dimmed">{strings.inactive}</span>}</td>
      <td>
        {keys.length === 0 && <span className="ps-dimmed">{strings.noKeys}</span>}
        {keys.map((key) => (
          <div key={key.id} className="ps-nowrap">
            <span className="ps-mono">{key.prefix}…</span> {strings.until} <When at={key.expiresAt} />
          </div>
        ))}
      </td>
      <td>{lastUsedAt === null ? <span className="ps-dimmed">{strings.never}</span> : <When at={lastUsedAt} />}</td>
      <td className="ps-number ps-nowrap">
        {active && (
          <Button variant="subtle" size="compact-xs" aria-label={strings.actionOn(strings.newKey, name)} onClick={onKey}>
            {strings.newKey}
          </Button>
        )}
        <Button
          variant="subtle"
          size="compact-xs"
          color={active ? 'red' : 'gray'}
          aria-label={strings.actionOn(active ? strings.deactivate : strings.activate, name)}
          onClick={() => onChange({ active: !active })}
        >
          {active ? strings.deactivate : strings.activate}
        </Button>
      </td>
    </tr>
  );
}
