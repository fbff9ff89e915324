import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { parseJson, prettyJson, type Json } from '@penstock/kernel';
import { useState } from 'react';
import { strings } from '../../strings';
import { excessOf, mostSampleCharacters } from '../model/sample-size';

interface SampleDialogProps {
  readonly value: Json | undefined;
  onPin(output: Json): void;
  onClose(): void;
}

const words = strings.data;

/** A step's output, edited by hand and kept for its tries. */
export function SampleDialog({ value, onPin, onClose }: SampleDialogProps) {
  const [excess] = useState(() => (value === undefined ? null : excessOf(value)));
  const [text, setText] = useState(() => (value === undefined || excess !== null ? '{}' : prettyJson(value)));
  const [problem, setProblem] = useState<string | null>(null);
  const pin = (): void => {
    if (text.length > mostSampleCharacters) return setProblem(words.tooLong(text.length));
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
        {excess !== null && (
          <div className="ps-notice ps-notice--attention" role="status">
            {words.tooLongToEdit(excess)}
          </div>
        )}
        <Textarea
          data-autofocus
          aria-label={words.editTitle}
          autosize
          minRows={10}
          maxRows={24}
          styles={{ input: { fontFamily: 'var(--ps-mono)', fontSize: 12.5 } }}
          value={text}
          error={problem}
          onPaste={(event) => {
            const { length } = event.clipboardData.getData('text');
            if (length <= mostSampleCharacters) return;
            event.preventDefault();
            setProblem(words.tooLong(length));
          }}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button onClick={pin}>{words.pin}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
