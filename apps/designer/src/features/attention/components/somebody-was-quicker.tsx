import { Button, Group, Modal, Stack } from '@mantine/core';
import { strings } from '../strings';

/** No fault of anybody: the case is closed, nothing was done twice. */
export function SomebodyWasQuicker({ words, onClose }: { readonly words: string; onClose(): void }) {
  return (
    <Modal opened onClose={onClose} title={strings.alreadyTitle}>
      <Stack gap="md">
        <div role="status">{words}</div>
        <Group justify="flex-end">
          <Button data-autofocus onClick={onClose}>
            {strings.next}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
