import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState, type FormEvent } from 'react';
import { ProblemNotice } from '../../../shared/ui/notices';
import { useSaveVersion } from '../model/use-save-version';
import { strings } from '../strings';

export function SaveVersionDialog({ onClose }: { onClose(): void }) {
  const [note, setNote] = useState('');
  const saveVersion = useSaveVersion();
  const handleSubmit = (event: FormEvent): void => {
    event.preventDefault();
    saveVersion.mutate(note.trim(), {
      onSuccess: ({ number }) => {
        notifications.show({ message: strings.versionSaved(number) });
        onClose();
      },
    });
  };
  return (
    <Modal opened onClose={onClose} title={strings.saveVersion}>
      <form onSubmit={handleSubmit}>
        <Stack gap="md">
          <div className="ps-dimmed">{strings.saveVersionHelp}</div>
          <Textarea
            label={strings.note}
            description={strings.noteHelp}
            autosize
            minRows={2}
            maxLength={2000}
            data-autofocus
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {saveVersion.isError && <ProblemNotice error={saveVersion.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={saveVersion.isPending}>
              {strings.saveVersion}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
