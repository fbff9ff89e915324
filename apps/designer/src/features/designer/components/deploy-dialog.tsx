import { ApiProblem } from '@penstock/api-client';
import { Button, Group, Modal, Select, Skeleton, Stack } from '@mantine/core';
import type { DeployResult } from '@penstock/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { flowKeys, versionsQuery } from '../../../shared/api/flow-queries';
import { EnvironmentBadge } from '../../../shared/ui/environment-badge';
import { ProblemNotice } from '../../../shared/ui/notices';
import { useEditorState } from '../model/editor-context';
import { strings } from '../strings';
import { DeployedNotice } from './deployed-notice';
import { ProblemsList } from './problems-list';
import { isTooShort, SenderSecretField } from './sender-secret-field';

export function DeployDialog({ onClose }: { onClose(): void }) {
  const [result, setResult] = useState<DeployResult | null>(null);
  return (
    <Modal opened onClose={onClose} title={strings.deployTitle} size="lg">
      {result ? <DeployedNotice result={result} /> : <DeployForm onDeployed={setResult} />}
    </Modal>
  );
}

function DeployForm({ onDeployed }: { onDeployed(result: DeployResult): void }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const flowId = useEditorState((state) => state.flowId);
  const { environment, environments } = useCurrentEnvironment();
  const [environmentKey, setEnvironmentKey] = useState(environment.key);
  const { data: versions } = useQuery(versionsQuery(api, flowId));
  const [chosen, setChosen] = useState<number | null>(null);
  const [senderSecret, setSenderSecret] = useState('');
  const versionNumber = chosen ?? versions?.items[0]?.number ?? null;
  const target = environments.find(({ key }) => key === environmentKey) ?? environment;
  const deploy = useMutation({
    mutationFn: (number: number) =>
      api.deployments.deploy({
        flowId,
        versionNumber: number,
        environment: environmentKey,
        ...(senderSecret !== '' && { senderSecret }),
      }),
    onSuccess: (result) => {
      void queryClient.invalidateQueries({ queryKey: flowKeys.all });
      void queryClient.invalidateQueries({ queryKey: flowKeys.deployments });
      onDeployed(result);
    },
  });
  if (!versions) return <Skeleton height={160} />;
  if (versionNumber === null) return <div className="ps-notice">{strings.noVersion}</div>;
  return (
    <Stack gap="md">
      <Group align="flex-end">
        <Select
          label={strings.environment}
          allowDeselect={false}
          data={environments.map(({ key, name }) => ({ value: key, label: name }))}
          value={environmentKey}
          onChange={(key) => key !== null && setEnvironmentKey(key)}
        />
        <Select
          label={strings.versionToDeploy}
          allowDeselect={false}
          w={260}
          data={versions.items.map(({ number, note }) => ({
            value: String(number),
            label: note === '' ? `v${number}` : `v${number} · ${note}`,
          }))}
          value={String(versionNumber)}
          onChange={(value) => {
            setChosen(Number(value));
            setSenderSecret('');
          }}
        />
        <EnvironmentBadge kind={target.kind} name={target.name} />
      </Group>
      <SenderSecretField versionNumber={versionNumber} value={senderSecret} onChange={setSenderSecret} />
      <div className="ps-dimmed">{target.demandsPromotion ? strings.promotionHelp(target.name) : strings.deployHelp}</div>
      {deploy.isError && <DeployRefusal error={deploy.error} />}
      <Group justify="flex-end">
        {target.demandsPromotion ? (
          <AskForPromotion flowId={flowId} versionNumber={versionNumber} target={target.key} />
        ) : (
          <Button
            loading={deploy.isPending}
            disabled={isTooShort(senderSecret)}
            onClick={() => deploy.mutate(versionNumber)}
          >
            {strings.deploy} v{versionNumber}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

interface AskForPromotionProps {
  readonly flowId: string;
  readonly versionNumber: number;
  /** Key of the environment. */
  readonly target: string;
}

/** Where nobody deploys alone, the way leads over a promotion. */
function AskForPromotion({ flowId, versionNumber, target }: AskForPromotionProps) {
  const navigate = useNavigate();
  return (
    <Button
      onClick={() => void navigate({ to: '/promotions', search: { flow: flowId, version: versionNumber, to: target } })}
    >
      {strings.askForPromotion} v{versionNumber}
    </Button>
  );
}

/** A refusal for problems of the flow lists them by step and field; each opens its place. */
function DeployRefusal({ error }: { readonly error: unknown }) {
  if (!(error instanceof ApiProblem) || error.issues.length === 0) return <ProblemNotice error={error} />;
  return (
    <div className="ps-notice ps-notice--failed" role="alert">
      <div className="ps-notice__title">{strings.refusedDeploy}</div>
      <div>{error.message}</div>
      <ProblemsList problems={error.issues.map((item) => ({ ...item, severity: 'error' }))} />
    </div>
  );
}
