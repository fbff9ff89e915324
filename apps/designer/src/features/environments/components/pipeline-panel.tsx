import { ActionIcon, Group } from '@mantine/core';
import type { Environment } from '@penstock/contracts';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { environmentsQuery } from '../../../shared/api/session-queries';
import { useNow } from '../../../shared/lib/use-now';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { orderAfterMove } from '../model/pipeline-order';
import { rulesWords } from '../model/rules-words';
import { strings } from '../strings';

interface PipelinePanelProps {
  /** In the order versions are promoted. */
  readonly environments: readonly Environment[];
  readonly mayChange: boolean;
  onOpen(key: string): void;
}

export function PipelinePanel({ environments, mayChange, onOpen }: PipelinePanelProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const now = useNow();
  const { queryKey } = environmentsQuery(api);
  const order = useMutation({
    mutationFn: (keys: string[]) => api.environments.order(keys),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  });
  const moveButton = (index: number, step: -1 | 1) => {
    const keys = orderAfterMove(environments, index, step);
    const name = environments[index]?.name ?? '';
    const MoveIcon = step === -1 ? IconArrowUp : IconArrowDown;
    return (
      <ActionIcon
        variant="subtle"
        size="sm"
        aria-label={step === -1 ? strings.moveUp(name) : strings.moveDown(name)}
        disabled={keys === null || order.isPending}
        onClick={() => keys && order.mutate(keys)}
      >
        <MoveIcon size={15} />
      </ActionIcon>
    );
  };
  return (
    <Panel title={strings.pipeline}>
      {!mayChange && <div className="ps-panel__body ps-dimmed">{strings.onlyAdministrators}</div>}
      {order.isError && <ProblemNotice error={order.error} />}
      <div className="ps-table-scroll">
        <table className="ps-table" aria-label={strings.pipeline}>
          <thead>
            <tr>
              <th scope="col">{strings.environment}</th>
              {mayChange && <th scope="col">{strings.order}</th>}
              <th scope="col">{strings.rules}</th>
              <th scope="col">{strings.goingLive}</th>
              <th scope="col">{strings.key}</th>
            </tr>
          </thead>
          <tbody>
            {environments.map((environment, index) => (
              <tr key={environment.id}>
                <td>
                  <EnvironmentBadge kind={environment.kind} name={environment.name} />
                </td>
                {mayChange && (
                  <td>
                    <Group gap={2} wrap="nowrap">
                      {moveButton(index, -1)}
                      {moveButton(index, 1)}
                    </Group>
                  </td>
                )}
                <td>
                  <button type="button" className="ps-link-button" aria-label={strings.rulesOf(environment.name)} onClick={() => onOpen(environment.key)}>
                    {strings.rules}
                  </button>
                </td>
                <td className="ps-environment-rules">
                  {rulesWords(environment, now).map((words) => (
                    <div key={words}>{words}</div>
                  ))}
                </td>
                <td className="ps-mono">{environment.key}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
