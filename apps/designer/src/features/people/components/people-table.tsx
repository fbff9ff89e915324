import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { role, type IssuedLink, type UpdateUserRequest, type User } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { peopleKeys } from '../../../shared/api/people-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';
import { RolesCell } from './roles-cell';

interface PeopleTableProps {
  readonly users: readonly User[];
  onLink(link: IssuedLink): void;
}

export function PeopleTable({ users, onLink }: PeopleTableProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: ({ id, ...body }: UpdateUserRequest & { readonly id: string }) => api.users.update(id, body),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: peopleKeys.all }),
  });
  const reset = useMutation({ mutationFn: (id: string) => api.users.issuePasswordReset(id), onSuccess: onLink });
  const error = change.error ?? reset.error;
  return (
    <>
      {error && <ProblemNotice error={error} />}
      <table className="ps-table">
        <thead>
          <tr>
            <th scope="col">{strings.name}</th>
            <th scope="col">{strings.email}</th>
            <th scope="col">{strings.role}</th>
            <th scope="col">{strings.status}</th>
            <th scope="col">{strings.secondFactor}</th>
            <th scope="col">{strings.lastSeen}</th>
            <th scope="col">
              <span className="ps-visually-hidden">{strings.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <UserRow key={user.id} user={user} onChange={(body) => change.mutate({ id: user.id, ...body })} onReset={() => reset.mutate(user.id)} />
          ))}
        </tbody>
      </table>
    </>
  );
}

interface UserRowProps {
  readonly user: User;
  onChange(body: UpdateUserRequest): void;
  onReset(): void;
}

function UserRow({ user, onChange, onReset }: UserRowProps) {
  const { name, email, active } = user;
  return (
    <tr>
      <td>{name}</td>
      <td>{email}</td>
      <td>
        <RolesCell name={name} role={user.role} choices={role.options} environmentRoles={user.environmentRoles} onChange={onChange} />
      </td>
      <td>{active ? strings.active : <span className="ps-dimmed">{strings.inactive}</span>}</td>
      <td>{user.hasSecondFactor ? strings.on : <span className="ps-dimmed">{strings.off}</span>}</td>
      <td>{user.lastSeenAt === null ? <span className="ps-dimmed">{strings.never}</span> : <When at={user.lastSeenAt} />}</td>
      <td className="ps-number ps-nowrap">
        {active && (
          <Button variant="subtle" size="compact-xs" aria-label={strings.actionOn(strings.resetPassword, name)} onClick={onReset}>
            {strings.resetPassword}
          </Button>
        )}
        <Button
          variant="subtle"
          size="compact-xs"
          color={active ? 'red' : 'gray'}
          aria-label={strings.actionOn(active ? strings.deactivate : strings.activate, name)}
          onClick={() => (active ? askToDeactivate(user, () => onChange({ active: false })) : onChange({ active: true }))}
        >
          {active ? strings.deactivate : strings.activate}
        </Button>
      </td>
    </tr>
  );
}

const askToDeactivate = ({ name }: User, onConfirm: () => void): void =>
  void modals.openConfirmModal({
    title: strings.deactivateTitle(name),
    children: strings.deactivateBody,
    labels: { confirm: strings.deactivate, cancel: strings.keep },
    confirmProps: { color: 'red' },
    onConfirm,
  });
