import type { FlowSummary } from '@penstock/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';

export function FlowsTable({ flows }: { readonly flows: readonly FlowSummary[] }) {
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
              <ProblemCount count={flow.problemCount} />
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

function ProblemCount({ count }: { readonly count: number }) {
  if (count === 0) return <span className="ps-dimmed">{strings.noProblems}</span>;
  return (
    <span className="ps-status ps-status--failed">
      <IconAlertTriangle size={15} aria-hidden />
      {count}
    </span>
  );
}
