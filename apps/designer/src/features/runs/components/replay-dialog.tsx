import { Button, Group, Modal, Radio, Stack, Switch } from '@mantine/core';
import type { ReplayRequest, Run } from '@penstock/contracts';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { isReason, ReasonField } from '../../../shared/ui/reason-field';
import { jsonProblem } from '../model/json-problem';
import { strings } from '../strings';
import { ConfirmedEffects } from './confirmed-effects';
import { WithEffects, type KnownEffects } from './known-effects';
import { PayloadEditor } from './payload-editor';
import { useStartedRun } from './use-started-run';

interface ReplayDialogProps {
  readonly run: Run;
  readonly effects: KnownEffects;
  onClose(): void;
}

export function ReplayDialog({ run, effects, onClose }: ReplayDialogProps) {
  const api = useApi();
  const [version, setVersion] = useState<ReplayRequest['version']>('same');
  const [payloadText, setPayloadText] = useState<string | null>(null);
  const [isEdited, setEdited] = useState(false);
  const [reason, setReason] = useState('');
  const replay = useStartedRun((request: ReplayRequest, key) => api.runs.replay(run.id, request, key));
  const isReady =
    effects.effects !== undefined &&
    isReason(reason) &&
    (!isEdited || (payloadText !== null && jsonProblem(payloadText) === null));
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    replay.mutate({ version, reason: reason.trim(), ...(isEdited && payloadText !== null && { payloadText }) });
  };
  return (
    <Modal opened onClose={onClose} title={strings.replayTitle} size={isEdited ? 720 : 'md'}>
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <div>{strings.replayBody}</div>
          <Radio.Group
            label={strings.versionTitle}
            value={version}
            onChange={(value) => setVersion(value as 'same' | 'live')}
          >
            <Stack gap={6} mt={4}>
              <Radio size="xs" value="same" label={strings.sameVersion(run.versionNumber)} />
              <Radio size="xs" value="live" label={strings.liveVersion} />
            </Stack>
          </Radio.Group>
          <Switch
            label={strings.editPayload}
            checked={isEdited}
            onChange={(event) => setEdited(event.currentTarget.checked)}
          />
          {isEdited && <PayloadEditor eventId={run.eventId} value={payloadText} onChange={setPayloadText} />}
          <WithEffects known={effects}>
            {(known) => (
              <div className="ps-notice">
                <ConfirmedEffects effects={known} />
              </div>
            )}
          </WithEffects>
          <ReasonField value={reason} onChange={setReason} />
          {replay.isError && <ProblemNotice error={replay.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {strings.dialogBack}
            </Button>
            <Button type="submit" loading={replay.isPending} disabled={!isReady}>
              {strings.confirmReplay}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
