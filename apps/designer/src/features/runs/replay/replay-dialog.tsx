import { Button, Group, Modal, Radio, Stack, Switch } from '@mantine/core';
import type { ReplayRequest, Run, RunStep } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { replayPreviewQuery } from '../../../shared/api/run-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { isReason, ReasonField } from '../../../shared/ui/reason-field';
import { jsonProblem } from '../model/json-problem';
import { strings } from '../strings';
import { useStartedRun } from '../components/use-started-run';
import { PayloadEditor } from './payload-editor';
import { ReplayPreviewView } from './replay-preview-view';
import { strings as words } from './strings';

interface ReplayDialogProps {
  readonly run: Run;
  readonly steps: readonly RunStep[];
  onClose(): void;
}

export function ReplayDialog({ run, steps, onClose }: ReplayDialogProps) {
  const api = useApi();
  const [version, setVersion] = useState<ReplayRequest['version']>('same');
  const [payloadText, setPayloadText] = useState<string | null>(null);
  const [isEdited, setEdited] = useState(false);
  const [reason, setReason] = useState('');
  const replay = useStartedRun((request: ReplayRequest, key) => api.runs.replay(run.id, request, key));
  const [lookedAt, setLookedAt] = useState<string | null>(null);
  const edited = isEdited ? payloadText : null;
  const isReadable = !isEdited || (edited !== null && jsonProblem(edited) === null);
  // The plan of an older text says nothing of the one that would be sent.
  const isAsked = isReadable && edited === (isEdited ? lookedAt : null);
  const preview = useQuery({ ...replayPreviewQuery(api, { runId: run.id, version, payloadText: edited }), enabled: isAsked });
  const isReady = isAsked && (preview.isSuccess || preview.isError) && isReason(reason);
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    replay.mutate({ version, reason: reason.trim(), ...(isEdited && payloadText !== null && { payloadText }) });
  };
  return (
    <Modal opened onClose={onClose} title={strings.replayTitle} size={760}>
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
          {isEdited && !isAsked && (
            <Group justify="space-between" wrap="nowrap">
              <span className="ps-meta">{words.changedSince}</span>
              <Button variant="default" disabled={!isReadable} onClick={() => setLookedAt(edited)}>
                {words.previewPayload}
              </Button>
            </Group>
          )}
          {isAsked && preview.isFetching && <RowsSkeleton rows={2} />}
          {isAsked && !preview.isFetching && preview.data && <ReplayPreviewView preview={preview.data} steps={steps} />}
          {isAsked && preview.isError && (
            <>
              <ProblemNotice error={preview.error} retry={() => void preview.refetch()} />
              <div className="ps-meta">{words.unreadable}</div>
            </>
          )}
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
