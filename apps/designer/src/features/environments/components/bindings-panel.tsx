import { Select } from '@mantine/core';
import type { Environment, FlowSummary } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { flowsQuery } from '../../../shared/api/flow-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { strings } from '../strings';
import { BindingsTable } from './bindings-table';

interface BindingsPanelProps {
  readonly environments: readonly Environment[];
  /** Null: the first flow is shown. */
  readonly flowId: string | null;
  onFlow(flowId: string): void;
}

export function BindingsPanel({ environments, flowId, onFlow }: BindingsPanelProps) {
  const { data, error, isPending } = useQuery(flowsQuery(useApi()));
  const shown = data && shownFlow(data.items, flowId);
  return (
    <Panel title={strings.bindings}>
      {error && <ProblemNotice error={error} />}
      {isPending && <RowsSkeleton rows={3} />}
      {data && !shown && <div className="ps-panel__body ps-dimmed">{strings.noFlows}</div>}
      {shown && (
        <>
          <div className="ps-panel__body">
            <Select
              description={strings.bindingsHelp}
              label={strings.flow}
              maw={620}
              searchable
              allowDeselect={false}
              data={data.items.map(({ id, name }) => ({ value: id, label: name }))}
              value={shown.id}
              onChange={(id) => id !== null && onFlow(id)}
            />
          </div>
          <BindingsTable key={shown.id} flow={shown} environments={environments} />
        </>
      )}
    </Panel>
  );
}

const shownFlow = (flows: readonly FlowSummary[], flowId: string | null): FlowSummary | undefined =>
  flows.find(({ id }) => id === flowId) ?? flows[0];
