import { Button, Group, Modal, Progress, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { VaultRotation, VaultStatus } from '@penstock/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { sessionQuery } from '../../../shared/api/session-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';

export function RotationPanel({ status }: { readonly status: VaultStatus }) {
  const api = useApi();
  const queryClient = useQueryClient();
  const isOwner = useQuery(sessionQuery(api)).data?.user.role === 'owner';
  const rotate = useMutation({ mutationFn: () => api.vault.rotate(), onSettled: () => void queryClient.invalidateQueries({ queryKey: ['vault'] }) });
  const left = status.keys.filter(({ isCurrent }) => !isCurrent).reduce((sum, { secrets }) => sum + secrets, 0);
  const current = status.keys.find(({ isCurrent }) => isCurrent)?.id ?? '';
  const last = status.lastRotation;
  const isRunning = last?.finishedAt === null;
  const [isAsking, asking] = useDisclosure(false);
  return (
    <Panel
      title={strings.rotation}
      actions={
        isOwner && (
          <Button size="compact-sm" disabled={left === 0 || isRunning} loading={rotate.isPending} onClick={asking.open}>
            {strings.rotate}
          </Button>
        )
      }
    >
      {isAsking && (
        <RotateDialog
          question={strings.ask(left, current)}
          onClose={asking.close}
          onConfirm={() => {
            asking.close();
            rotate.mutate();
          }}
        />
      )}
      {rotate.error && <ProblemNotice error={rotate.error} />}
      <Stack className="ps-panel__body" gap="sm">
        <div>{left === 0 ? strings.nothingToDo : strings.toDo(left)}</div>
        {!isOwner && left > 0 && <div className="ps-dimmed">{strings.onlyOwners}</div>}
        {last ? <LastRotation rotation={last} /> : <div className="ps-dimmed">{strings.never}</div>}
      </Stack>
    </Panel>
  );
}

interface RotateDialogProps {
  readonly question: string;
  onClose(): void;
  onConfirm(): void;
}

const RotateDialog = ({ question, onClose, onConfirm }: RotateDialogProps) => (
  <Modal opened onClose={onClose} title={strings.askTitle} closeButtonProps={{ 'aria-label': strings.close }}>
    <Stack gap="md">
      <div>{question}</div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {strings.cancel}
        </Button>
        <Button onClick={onConfirm} data-autofocus>
          {strings.rotate}
        </Button>
      </Group>
    </Stack>
  </Modal>
);

function LastRotation({ rotation }: { readonly rotation: VaultRotation }) {
  const { total, rewrapped, unreadable, finishedAt } = rotation;
  return (
    <section aria-label={strings.lastRotation}>
      {finishedAt === null && (
        <div role="status">
          <Progress value={total === 0 ? 100 : (100 * rewrapped) / total} aria-label={strings.progress(rewrapped, total)} my="xs" />
          {strings.progress(rewrapped, total)} · {strings.running}
        </div>
      )}
      <dl className="ps-definitions">
        <Fact name={strings.target}>
          <span className="ps-mono">{rotation.keyId}</span>
        </Fact>
        <Fact name={strings.by}>{rotation.startedBy}</Fact>
        <Fact name={strings.started}>
          <When at={rotation.startedAt} />
        </Fact>
        <Fact name={strings.finished}>
          <When at={finishedAt} />
        </Fact>
        <Fact name={strings.rewrapped}>{strings.progress(rewrapped, total)}</Fact>
        {unreadable > 0 && <Fact name={strings.unreadable}>{strings.unreadableHelp(unreadable)}</Fact>}
      </dl>
    </section>
  );
}

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);
