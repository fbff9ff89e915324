import { Button, Group, Modal, SegmentedControl, Stack, Textarea } from '@mantine/core';
import type { SchemaFinding } from '@penstock/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { schemaKeys } from '../../../shared/api/schema-queries';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

const dayMs = 24 * 60 * 60_000;
const durations = { day: dayMs, week: 7 * dayMs, month: 30 * dayMs };
type Duration = keyof typeof durations;

interface SnoozeDialogProps {
  readonly finding: SchemaFinding;
  onClose(): void;
}

export function SnoozeDialog({ finding, onClose }: SnoozeDialogProps) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [duration, setDuration] = useState<Duration>('week');
  const [note, setNote] = useState('');
  const snooze = useMutation({
    mutationFn: () => api.schemas.snooze(finding.id, { until: new Date(Date.now() + durations[duration]).toISOString(), note }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: schemaKeys.all });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={strings.snoozeTitle}>
      <Stack gap="md">
        <div className="ps-notice">{finding.message}</div>
        <div>{strings.snoozeBody}</div>
        <SegmentedControl
          aria-label={strings.howLong}
          data={(Object.keys(durations) as Duration[]).map((value) => ({ value, label: strings.durations[value] }))}
          value={duration}
          onChange={(value) => setDuration(value as Duration)}
        />
        <Textarea label={strings.note} description={strings.noteHelp} autosize minRows={2} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        {snooze.isError && <ProblemNotice error={snooze.error} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {strings.back}
          </Button>
          <Button loading={snooze.isPending} onClick={() => snooze.mutate()}>
            {strings.confirmSnooze}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
