import { Button, Group } from '@mantine/core';
import type { DeployResult } from '@penstock/contracts';
import { useNavigate } from '@tanstack/react-router';
import { Identifier } from '../../../shared/ui/values';
import { strings } from '../strings';

/** Where the new flow listens; its secret is shown this once. */
export function DeployedFlow({ result, environment }: { readonly result: DeployResult; readonly environment: string }) {
  const navigate = useNavigate();
  return (
    <section className="ps-notice ps-notice--succeeded" role="status">
      <div className="ps-notice__title">{strings.deployed(environment)}</div>
      {result.intakes.map(({ path, title }) => (
        <div key={path}>
          {title}: <Identifier value={path} />
        </div>
      ))}
      {result.intakeSecret !== undefined && (
        <div>
          {strings.secret}: <Identifier value={result.intakeSecret} />
        </div>
      )}
      <div>{strings.deployedHelp}</div>
      <Group justify="flex-end">
        <Button onClick={() => void navigate({ to: '/flows/$flowId', params: { flowId: result.flowId } })}>{strings.open}</Button>
      </Group>
    </section>
  );
}
