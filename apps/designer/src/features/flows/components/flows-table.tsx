import type { FlowSummary } from '@penstock/contracts';
import { IconAlertTriangle, IconSchema } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';

interface FlowsTableProps {
  readonly flows: readonly FlowSummary[];
  /** Open findings about schemas, by flow. */
  readonly findings: ReadonlyMap<string, number>;
}

export function FlowsTable({ flows, findings }: FlowsTableProps) {
  return (
    <table className="ps-table">
      <thead>
        <tr>
          <th scope="col">{strings.name}</th>
          <th scope="col">{strings.version}</th>
          <th scope="col">{strings.liveIn}</th>
          <th scope="col">{strings.problems}</th>
          <th scope="col">{strings.lastRun}</th>
          <th scope="col">{strings.changed}</th>
        </tr>
      </thead>
      <tbody>
        {flows.map((flow) => (
          <tr key={flow.id}>
            <td className="ps-table__main">
              <Link className="ps-row-link" to="/flows/$flowId" params={{ flowId: flow.id }}>
                {flow.name}
              </Link>
              {flow.description !== null && <div className="ps-meta ps-ellipsis">{flow.description}</div>}
            </td>
            <td className="ps-nowrap">
              {flow.latestVersion === null ? (
                <span className="ps-dimmed">{strings.noVersion}</span>
              ) : (
                `v${flow.latestVersion}`
              )}
            </td>
            <td>
              <Deployments flow={flow} />
            </td>
            <td>
              <div>
                <ProblemCount count={flow.problemCount} />
              </div>
              <SchemaFindings flowId={flow.id} count={findings.get(flow.id) ?? 0} />
            </td>
            <td>
              <When at={flow.lastRunAt} />
            </td>
            <td>
              <When at={flow.updatedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Deployments({ flow }: { readonly flow: FlowSummary }) {
  const { environments } = useCurrentEnvironment();
  if (flow.deployments.length === 0) return <span className="ps-dimmed">{strings.notLive}</span>;
  return (
    <span className="ps-filters">
      {flow.deployments.map(({ environment: key, versionNumber, status }) => {
        const environment = environments.find((item) => item.key === key);
        return (
          <span key={key} className="ps-nowrap">
            <EnvironmentBadge kind={environment?.kind ?? 'sandbox'} name={environment?.name ?? key} /> v{versionNumber}
            {status !== 'active' && ` ${strings.states[status]}`}
          </span>
        );
      })}
    </span>
  );
}

/** Where a schema that the flow uses has changed. */
function SchemaFindings({ flowId, count }: { readonly flowId: string; readonly count: number }) {
  if (count === 0) return null;
  return (
    <Link className="ps-status ps-status--attention" to="/connections/schemas" search={{ flow: flowId }}>
      <IconSchema size={15} aria-hidden />
      {strings.schemaFindings(count)}
    </Link>
  );
}

function ProblemCount({ count }: { readonly count: number }) {
  if (count === 0) return <span className="ps-dimmed">{strings.noProblems}</span>;
  return (
    <span className="ps-status ps-status--failed">
      <IconAlertTriangle size={15} aria-hidden />
      {count}
    </span>
  );
}
