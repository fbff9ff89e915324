import { Button, Group, Modal, Select, Stack } from '@mantine/core';
import type { Run, RunStep } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { versionQuery } from '../../../shared/api/flow-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { isReason, ReasonField } from '../../../shared/ui/reason-field';
import { restartShare } from '../model/restart-share';
import { strings } from '../strings';
import { ConfirmedEffects } from './confirmed-effects';
import { WithEffects, type KnownEffects } from './known-effects';
import { useStartedRun } from './use-started-run';

interface RestartDialogProps {
  readonly run: Run;
  readonly steps: readonly RunStep[];
  readonly effects: KnownEffects;
  onClose(): void;
}

/** The step that stopped the run is the likely one to start from. */
export function RestartDialog({ run, steps, effects, onClose }: RestartDialogProps) {
  const api = useApi();
  const reached = steps.filter(({ status }) => status !== 'skipped' && status !== 'pending');
  const [fromStep, setFromStep] = useState(run.failure?.stepId ?? reached[0]?.stepId ?? steps[0]?.stepId ?? '');
  const [reason, setReason] = useState('');
  const { data: version, error, refetch } = useQuery(versionQuery(api, run.flowId, run.versionNumber));
  const restart = useStartedRun((request: { fromStep: string; reason: string }, key) =>
    api.runs.restart(run.id, request, key),
  );
  const share = version && restartShare(version.document, steps, fromStep);
  const isReady = share !== undefined && effects.effects !== undefined && isReason(reason) && fromStep !== '';
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    restart.mutate({ fromStep, reason: reason.trim() });
  };
  return (
    <Modal opened onClose={onClose} title={strings.restartTitle}>
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <div>{strings.restartBody}</div>
          <Select
            label={strings.fromStep}
            data={steps.map(({ stepId, name }) => ({ value: stepId, label: name }))}
            allowDeselect={false}
            value={fromStep}
            onChange={(stepId) => setFromStep(stepId ?? fromStep)}
          />
          {error && <ProblemNotice error={error} retry={() => void refetch()} />}
          {!error && !share && <RowsSkeleton rows={1} />}
          {share && (
            <WithEffects known={effects}>
              {(known) => (
                <div className="ps-notice" role="status">
                  <div>
                    {strings.reused(share.reused)} {strings.repeated(share.repeated)}
                  </div>
                  <ConfirmedEffects effects={known} />
                </div>
              )}
            </WithEffects>
          )}
          <ReasonField value={reason} onChange={setReason} />
          {restart.isError && <ProblemNotice error={restart.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {strings.dialogBack}
            </Button>
            <Button type="submit" loading={restart.isPending} disabled={!isReady}>
              {strings.confirmRestart}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
