import { Button } from '@mantine/core';
import type { AccountSession } from '@penstock/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { ownSessionsQuery, peopleKeys } from '../../../shared/api/people-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { When } from '../../../shared/ui/values';
import { browserName } from '../model/browser-name';
import { strings } from '../strings';

export function SessionsPanel() {
  const api = useApi();
  const queryClient = useQueryClient();
  const { data, error } = useQuery(ownSessionsQuery(api));
  const end = useMutation({
    mutationFn: (id: string) => api.account.endSession(id),
    onSettled: () => void queryClient.invalidateQueries({ queryKey: peopleKeys.account }),
  });
  return (
    <Panel title={strings.sessions}>
      {(error ?? end.error) && <ProblemNotice error={error ?? end.error} />}
      {!data && !error && <RowsSkeleton rows={2} />}
      {data && (
        <table className="ps-table">
          <thead>
            <tr>
              <th scope="col">{strings.browser}</th>
              <th scope="col">{strings.address}</th>
              <th scope="col">{strings.signedIn}</th>
              <th scope="col">{strings.lastSeen}</th>
              <th scope="col">
                <span className="ps-visually-hidden">{strings.end}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.map((session) => (
              <SessionRow key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function SessionRow({ session, onEnd }: { readonly session: AccountSession; onEnd(): void }) {
  const agent = session.agent === '' ? strings.unknownBrowser : browserName(session.agent);
  return (
    <tr>
      <td title={session.agent}>{agent}</td>
      <td className="ps-mono">{session.address}</td>
      <td>
        <When at={session.createdAt} />
      </td>
      <td>
        <When at={session.lastSeenAt} />
      </td>
      <td className="ps-number">
        {session.isCurrent ? (
          <span className="ps-dimmed">{strings.current}</span>
        ) : (
          <Button variant="subtle" color="red" size="compact-xs" aria-label={strings.endOf(agent)} onClick={onEnd}>
            {strings.end}
          </Button>
        )}
      </td>
    </tr>
  );
}
