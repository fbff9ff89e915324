import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { parseJson, prettyJson, type Json } from '@penstock/kernel';
import { useState } from 'react';
import { strings } from '../../strings';

interface SampleDialogProps {
  readonly value: Json | undefined;
  onPin(output: Json): void;
  onClose(): void;
}

const words = strings.data;
/** A page with more in one text field stands still. */
const mostCharacters = 1_000_000;

/** A step's output, edited by hand and kept for its tries. */
export function SampleDialog({ value, onPin, onClose }: SampleDialogProps) {
  const [text, setText] = useState(() => (value === undefined ? '{}' : prettyJson(value)));
  const [problem, setProblem] = useState<string | null>(null);
  const pin = (): void => {
    if (text.length > mostCharacters) return setProblem(words.tooLong);
    try {
      onPin(parseJson(text));
      onClose();
    } catch (thrown) {
      setProblem(words.noJson(thrown instanceof Error ? thrown.message : ''));
    }
  };
  return (
    <Modal opened onClose={onClose} title={words.editTitle} size="lg">
      <Stack gap="md">
        <div className="ps-dimmed">{words.editHelp}</div>
        <Textarea
          data-autofocus
          aria-label={words.editTitle}
          autosize
          minRows={10}
          maxRows={24}
          styles={{ input: { fontFamily: 'var(--ps-mono)', fontSize: 12.5 } }}
          value={text}
          error={problem}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button onClick={pin}>{words.pin}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
