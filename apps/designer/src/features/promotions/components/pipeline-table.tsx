import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Environment, FlowSummary } from '@penstock/contracts';
import { Link } from '@tanstack/react-router';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { useMayApprove, useMayDesign } from '../../../shared/api/use-may-operate';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';
import { RequestDialog } from './request-dialog';
import { RollBackDialog } from './roll-back-dialog';

/** Flows down, environments across in the order versions are promoted. */
export function PipelineTable({ flows }: { readonly flows: readonly FlowSummary[] }) {
  const { environments } = useCurrentEnvironment();
  return (
    <div style={{ overflow: 'auto' }}>
      <table className="ps-table" aria-label={strings.pipeline}>
        <thead>
          <tr>
            <th scope="col">{strings.flow}</th>
            {environments.map((environment) => (
              <th key={environment.key} scope="col">
                <EnvironmentBadge {...environment} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {flows.map((flow) => (
            <tr key={flow.id}>
              <td className="ps-table__main">
                <Link className="ps-row-link" to="/flows/$flowId" params={{ flowId: flow.id }}>
                  {flow.name}
                </Link>
              </td>
              {environments.map((environment, index) => (
                <td key={environment.key}>
                  <PipelineCell flow={flow} environment={environment} before={environments[index - 1]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PipelineCellProps {
  readonly flow: FlowSummary;
  readonly environment: Environment;
  readonly before: Environment | undefined;
}

function PipelineCell({ flow, environment, before }: PipelineCellProps) {
  const [isAsking, asking] = useDisclosure(false);
  const [isRollingBack, rollingBack] = useDisclosure(false);
  const [mayAsk, mayApprove] = [useMayDesign(), useMayApprove()];
  const live = flow.deployments.find(({ environment: key }) => key === environment.key);
  const candidate = flow.deployments.find(({ environment: key }) => key === before?.key)?.versionNumber;
  const canAsk = mayAsk && candidate !== undefined && candidate !== live?.versionNumber;
  return (
    <span className="ps-filters">
      {live ? (
        <span className="ps-nowrap">
          <strong>v{live.versionNumber}</strong> <When at={live.deployedAt} />
        </span>
      ) : (
        <span className="ps-dimmed">{strings.notLive}</span>
      )}
      {canAsk && (
        <Button size="compact-xs" variant="light" aria-label={`${strings.askFor(candidate, environment.name)}: ${flow.name}`} onClick={asking.open}>
          {strings.askFor(candidate, environment.name)}
        </Button>
      )}
      {live && before && mayApprove && (
        <Button size="compact-xs" variant="subtle" aria-label={strings.rollBackOf(flow.name, environment.name)} onClick={rollingBack.open}>
          {strings.rollBack}
        </Button>
      )}
      {isAsking && candidate !== undefined && (
        <RequestDialog flowId={flow.id} flowName={flow.name} versionNumber={candidate} target={environment} onClose={asking.close} />
      )}
      {isRollingBack && <RollBackDialog flowId={flow.id} flowName={flow.name} environment={environment} onClose={rollingBack.close} />}
    </span>
  );
}
