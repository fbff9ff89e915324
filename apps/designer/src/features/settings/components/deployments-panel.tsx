import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Deployment } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { deploymentsQuery } from '../../../shared/api/flow-queries';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { Identifier, When } from '../../../shared/ui/values';
import { strings } from '../strings';
import { LifeMenu } from './life-menu';
import { TriggerDialog } from './trigger-dialog';
import { triggerStrings } from '../trigger-strings';

export function DeploymentsPanel() {
  const { data, error } = useQuery(deploymentsQuery(useApi()));
  const current = data?.items.filter(({ status }) => status === 'active' || status === 'paused' || status === 'draining') ?? [];
  return (
    <Panel title={strings.deployments}>
      {error && <ProblemNotice error={error} />}
      {!data && !error && <RowsSkeleton rows={3} />}
      {data && current.length === 0 && <div className="ps-panel__body ps-dimmed">{strings.noDeployments}</div>}
      {current.length > 0 && <DeploymentsTable deployments={current} />}
    </Panel>
  );
}

function DeploymentsTable({ deployments }: { readonly deployments: readonly Deployment[] }) {
  return (
    <div style={{ overflow: 'auto' }}>
      <table className="ps-table">
        <thead>
          <tr>
            <th scope="col">{strings.flow}</th>
            <th scope="col">{strings.environment}</th>
            <th scope="col">{strings.version}</th>
            <th scope="col">{strings.status}</th>
            <th scope="col">{strings.address}</th>
            <th scope="col">{strings.scheme}</th>
            <th scope="col">{strings.since}</th>
            <th scope="col">
              <span className="ps-visually-hidden">{triggerStrings.open}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {deployments.map((deployment) => (
            <DeploymentRow key={deployment.id} deployment={deployment} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DeploymentRow({ deployment }: { readonly deployment: Deployment }) {
  const { environments } = useCurrentEnvironment();
  const [isOpen, dialog] = useDisclosure(false);
  const environment = environments.find(({ key }) => key === deployment.environment);
  return (
    <tr>
      <td>
        <Link className="ps-row-link" to="/flows/$flowId" params={{ flowId: deployment.flowId }}>
          {deployment.flowName}
        </Link>
      </td>
      <td>
        <EnvironmentBadge kind={environment?.kind ?? 'sandbox'} name={environment?.name ?? deployment.environment} />
      </td>
      <td>v{deployment.versionNumber}</td>
      <td>{strings.states[deployment.status]}</td>
      <td>
        {deployment.intakes.length === 0 && <span className="ps-dimmed">{strings.noIntake}</span>}
        {deployment.intakes.map(({ path }) => (
          <div key={path}>
            <Identifier value={path} />
          </div>
        ))}
      </td>
      <td>
        {deployment.intakes.map(({ path, scheme }) => (
          <div key={path}>{strings.schemes[scheme]}</div>
        ))}
      </td>
      <td>
        <When at={deployment.deployedAt} />
      </td>
      <td className="ps-number">
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={`${triggerStrings.open} ${deployment.flowName}`}
          onClick={dialog.open}
        >
          {triggerStrings.open}
        </Button>
        <LifeMenu deployment={deployment} />
        {isOpen && <TriggerDialog deployment={deployment} onClose={dialog.close} />}
      </td>
    </tr>
  );
}
