import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { invitationsQuery, peopleKeys } from '../../../shared/api/people-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';

export function InvitationsPanel() {
  const api = useApi();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(invitationsQuery(api));
  const withdraw = useMutation({
    mutationFn: (id: string) => api.invitations.withdraw(id),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: peopleKeys.all }),
  });
  return (
    <Panel title={strings.invitations}>
      {(error ?? withdraw.error) && <ProblemNotice error={error ?? withdraw.error} />}
      {data?.length === 0 && <div className="ps-panel__body ps-dimmed">{strings.noInvitations}</div>}
      {data && data.length > 0 && (
        <div className="ps-table-scroll">
          <table className="ps-table">
            <thead>
              <tr>
                <th scope="col">{strings.email}</th>
                <th scope="col">{strings.role}</th>
                <th scope="col">{strings.invitedBy}</th>
                <th scope="col">{strings.expires}</th>
                <th scope="col">
                  <span className="ps-visually-hidden">{strings.actions}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map(({ id, email, role, invitedBy, expiresAt }) => (
                <tr key={id}>
                  <td>{email}</td>
                  <td>{role}</td>
                  <td>{invitedBy}</td>
                  <td>
                    <When at={expiresAt} />
                  </td>
                  <td className="ps-number">
                    <Button
                      variant="subtle"
                      color="red"
                      size="compact-xs"
                      aria-label={strings.actionOn(strings.withdraw, email)}
                      onClick={() => withdraw.mutate(id)}
                    >
                      {strings.withdraw}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
