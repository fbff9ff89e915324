import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Run } from '@penstock/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../../shared/api/api-context';
import { ProblemNotice } from '../../../shared/ui/notices';
import { strings } from '../strings';

interface SaveAsTestDialogProps {
  readonly run: Run;
  onClose(): void;
}

export function SaveAsTestDialog({ run, onClose }: SaveAsTestDialogProps) {
  const api = useApi();
  const [name, setName] = useState('');
  // One key for the dialog: a click that seems lost and is repeated makes no second test.
  const [key] = useState(() => crypto.randomUUID());
  const save = useMutation({
    mutationFn: () => api.runs.saveAsTest(run.id, { name: name.trim() }, key),
    onSuccess: ({ test }) => {
      notifications.show({ message: strings.savedAsTest(test.name) });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={strings.saveAsTestTitle}>
      <Stack gap="md">
        <div>{strings.saveAsTestBody}</div>
        <TextInput data-autofocus label={strings.testName} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
        {save.isError && <ProblemNotice error={save.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {strings.saveAsTestBack}
          </Button>
          <Button loading={save.isPending} disabled={name.trim() === ''} onClick={() => save.mutate()}>
            {strings.confirmSaveAsTest}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
