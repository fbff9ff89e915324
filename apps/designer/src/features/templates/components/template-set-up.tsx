import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { FlowTemplate } from '@penstock/contracts';
import { effectPromise } from '@penstock/flow-model';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { connectionsQuery, flowKeys, flowsQuery } from '../../../shared/api/flow-queries';
import { FlowPicture } from '../../../shared/canvas/flow-picture';
import { actionOf } from '../../../shared/lib/connector-catalog';
import { ProblemNotice } from '../../../shared/ui/notices';
import { createAndDeploy, createFrom, firstAnswers, type TemplateAnswers } from '../model/from-template';
import { strings } from '../strings';
import { DeployedFlow } from './deployed-flow';
import { NeedRow } from './need-row';

interface TemplateSetUpProps {
  readonly template: FlowTemplate;
  readonly connectors: readonly ConnectorDescriptor[];
}

/** From a template to a flow that runs: slots, what to look at, a name, and where it goes. */
export function TemplateSetUp({ template, connectors }: TemplateSetUpProps) {
  const { document, needs, adapt } = template;
  const { environment } = useCurrentEnvironment();
  const { data: connections } = useQuery(connectionsQuery(useApi()));
  const isFilled = (slot: string): boolean =>
    connections?.items.some((connection) => connection.environment === environment.key && connection.slot === slot) === true;
  return (
    <Stack gap="lg">
      <FlowPicture flow={document} connectors={connectors} label={strings.picture(document.name)} />
      <section>
        <h3>{strings.connections(environment.name)}</h3>
        {needs.length === 0 && <p className="ps-dimmed">{strings.noNeeds}</p>}
        <ul className="ps-needs">
          {needs.map((need) => (
            <NeedRow key={need.slot} need={need} connectors={connectors} />
          ))}
        </ul>
      </section>
      <section>
        <h3>{strings.adapt}</h3>
        <ul>
          {adapt.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <EffectList template={template} connectors={connectors} />
      </section>
      <CreateForm template={template} canDeploy={needs.every(({ slot }) => isFilled(slot))} />
    </Stack>
  );
}

function EffectList({ template, connectors }: TemplateSetUpProps) {
  const actions = Object.values(template.document.steps).flatMap((step) => {
    const action = actionOf(connectors, step);
    return action && action.effect.class !== 'R' ? [{ id: step.id, name: step.name, promise: effectPromise(action) }] : [];
  });
  if (actions.length === 0) return null;
  return (
    <details>
      <summary>{strings.money}</summary>
      <ul>
        {actions.map(({ id, name, promise }) => (
          <li key={id}>
            <strong>{name}</strong>: {promise}
          </li>
        ))}
      </ul>
    </details>
  );
}

function CreateForm({ template, canDeploy }: { readonly template: FlowTemplate; readonly canDeploy: boolean }) {
  const api = useApi();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { environment } = useCurrentEnvironment();
  const { data: flows } = useQuery(flowsQuery(api));
  const [edited, setEdited] = useState<Partial<TemplateAnswers>>({});
  const answers = { ...firstAnswers(template, flows?.items.map(({ name }) => name) ?? []), ...edited };
  const refresh = (): void => void queryClient.invalidateQueries({ queryKey: flowKeys.all, exact: true });
  const create = useMutation({
    mutationFn: () => createFrom(api, template, answers),
    onSuccess: async (flowId) => {
      refresh();
      await navigate({ to: '/flows/$flowId', params: { flowId } });
    },
  });
  const deploy = useMutation({
    mutationFn: () => createAndDeploy(api, { template, answers, environment: environment.key }),
    onSettled: refresh,
  });
  const error = create.error ?? deploy.error;
  if (deploy.data) return <DeployedFlow result={deploy.data} environment={environment.name} />;
  return (
    <section className="ps-template-set-up">
      <h3>{strings.name}</h3>
      <Stack gap="sm">
        <TextInput
          aria-label={strings.name}
          maxLength={120}
          value={answers.name}
          onChange={(event) => setEdited({ ...edited, name: event.currentTarget.value })}
        />
        {template.document.trigger.path !== undefined && (
          <TextInput
            label={strings.path}
            description={strings.pathHelp(`/hooks/${environment.key}/`)}
            maxLength={80}
            value={answers.path}
            onChange={(event) => setEdited({ ...edited, path: event.currentTarget.value })}
          />
        )}
        {error && <ProblemNotice error={error} />}
        <Group justify="flex-end">
          <Button variant="default" loading={create.isPending} onClick={() => create.mutate()}>
            {strings.open}
          </Button>
          {environment.kind === 'sandbox' && (
            <Button
              loading={deploy.isPending}
              disabled={!canDeploy}
              title={canDeploy ? undefined : strings.deployBlocked}
              onClick={() => deploy.mutate()}
            >
              {strings.deploy(environment.name)}
            </Button>
          )}
        </Group>
      </Stack>
    </section>
  );
}
