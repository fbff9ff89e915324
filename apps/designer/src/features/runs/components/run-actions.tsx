import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { Effect, Run, RunStep } from '@penstock/contracts';
import { useState } from 'react';
import { useMayOperate } from '../../../shared/api/use-may-operate';
import { strings } from '../strings';
import { ConfirmRunDialog } from './confirm-run-dialog';
import { ReplayDialog } from './replay-dialog';
import { RestartDialog } from './restart-dialog';

type Action = 'retry' | 'cancel' | 'restart' | 'replay';

const always: readonly Run['status'][] = ['queued', 'running', 'waiting', 'needs-attention', 'succeeded', 'cancelled'];
const allowedIn: Readonly<Record<Action, readonly Run['status'][]>> = {
  retry: ['needs-attention', 'waiting'],
  cancel: ['queued', 'waiting', 'needs-attention'],
  // A run that is still open goes on by itself or by a retry; beside it the same event would run twice.
  restart: ['needs-attention', 'succeeded', 'cancelled'],
  replay: always,
};

interface RunActionsProps {
  readonly run: Run;
  readonly effects: readonly Effect[];
  readonly steps: readonly RunStep[];
}

export function RunActions({ run, effects, steps }: RunActionsProps) {
  const [asked, setAsked] = useState<Action | null>(null);
  const isAllowed = (action: Action): boolean => allowedIn[action].includes(run.status);
  const close = (): void => setAsked(null);
  if (!useMayOperate()) return null;
  return (
    <>
      {isAllowed('retry') && <Button onClick={() => setAsked('retry')}>{strings.retry}</Button>}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={32} aria-label={strings.more}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isAllowed('restart') && steps.length > 0 && (
            <Menu.Item onClick={() => setAsked('restart')}>{strings.restart}</Menu.Item>
          )}
          <Menu.Item onClick={() => setAsked('replay')}>{strings.replay}</Menu.Item>
          {isAllowed('cancel') && (
            <Menu.Item color="red" onClick={() => setAsked('cancel')}>
              {strings.cancel}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {(asked === 'retry' || asked === 'cancel') && (
        <ConfirmRunDialog action={asked} run={run} effects={effects} onClose={close} />
      )}
      {asked === 'restart' && <RestartDialog run={run} steps={steps} effects={effects} onClose={close} />}
      {asked === 'replay' && <ReplayDialog run={run} effects={effects} onClose={close} />}
    </>
  );
}
