import { Button } from '@mantine/core';
import type { Run, RunStep } from '@penstock/contracts';
import { useState } from 'react';
import { useMayOperate } from '../../../shared/api/use-may-operate';
import { isInDoubt } from '../../../shared/lib/effect-words';
import { strings } from '../strings';
import { ConfirmRunDialog } from './confirm-run-dialog';
import type { KnownEffects } from './known-effects';
import { ReplayDialog } from '../replay/replay-dialog';
import { RestartDialog } from './restart-dialog';

type Action = 'retry' | 'cancel' | 'restart' | 'replay';

/** In which states of a run a person may do what. */
const allowedIn: Readonly<Record<Exclude<Action, 'replay'>, readonly Run['status'][]>> = {
  retry: ['needs-attention', 'waiting'],
  cancel: ['queued', 'waiting', 'needs-attention'],
  // A run that is still open goes on by itself or by a retry; beside it the same event would run twice.
  restart: ['needs-attention', 'succeeded', 'cancelled'],
};

/** What the retry of a run with something in doubt does to the money; nothing when it cannot be retried or nothing is in doubt. */
export function RetryNote({ run, effects }: Pick<RunActionsProps, 'run' | 'effects'>) {
  const applies = allowedIn.retry.includes(run.status) && effects.effects?.some(isInDoubt) === true;
  if (!useMayOperate() || !applies) return null;
  return (
    <div className="ps-notice" role="note">
      {strings.retryInDoubt}
    </div>
  );
}

interface RunActionsProps {
  readonly run: Run;
  readonly effects: KnownEffects;
  readonly steps: readonly RunStep[];
}

export function RunActions({ run, effects, steps }: RunActionsProps) {
  const [asked, setAsked] = useState<Action | null>(null);
  const isAllowed = (action: keyof typeof allowedIn): boolean => allowedIn[action].includes(run.status);
  const mayBeInDoubt = effects.effects?.some(isInDoubt) ?? true;
  const close = (): void => setAsked(null);
  if (!useMayOperate()) return null;
  return (
    <>
      {isAllowed('cancel') && (
        <Button variant="default" title={strings.cancelBody} onClick={() => setAsked('cancel')}>
          {strings.cancel}
        </Button>
      )}
      <Button variant="default" title={strings.replayBody} onClick={() => setAsked('replay')}>
        {strings.replay}
      </Button>
      {isAllowed('restart') && steps.length > 0 && (
        <Button variant="default" title={strings.restartBody} onClick={() => setAsked('restart')}>
          {strings.restart}
        </Button>
      )}
      {isAllowed('retry') && (
        <Button
          variant={mayBeInDoubt ? 'default' : 'filled'}
          title={mayBeInDoubt ? strings.retryInDoubt : strings.retryBody}
          onClick={() => setAsked('retry')}
        >
          {strings.retry}
        </Button>
      )}
      {(asked === 'retry' || asked === 'cancel') && (
        <ConfirmRunDialog action={asked} run={run} effects={effects} onClose={close} />
      )}
      {asked === 'restart' && <RestartDialog run={run} steps={steps} effects={effects} onClose={close} />}
      {asked === 'replay' && <ReplayDialog run={run} steps={steps} onClose={close} />}
    </>
  );
}
