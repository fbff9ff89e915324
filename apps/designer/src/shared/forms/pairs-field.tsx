import { ActionIcon, Button, Input, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { FieldRendererProps } from './field-renderers';

type Pair = readonly [name: string, value: string];

/** Names with a text each, as rows. Rows without a name are not kept, and not lost while somebody types. */
export function PairsField({ field, value, onChange, label, description, error }: FieldRendererProps) {
  const [pairs, setPairs] = useState<readonly Pair[]>(() => pairsOf(value));
  const change = (next: readonly Pair[]): void => {
    setPairs(next);
    const named = next.filter(([name]) => name !== '');
    onChange(named.length === 0 ? undefined : Object.fromEntries(named));
  };
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <div className="ps-pairs" role="group" aria-label={label ?? field.title}>
        {pairs.map(([name, text], index) => (
          <div key={index} className="ps-pairs__row">
            <TextInput
              aria-label={`${field.title}: name ${index + 1}`}
              value={name}
              onChange={(event) => change(replaced(pairs, index, [event.currentTarget.value, text]))}
            />
            <TextInput
              aria-label={`${field.title}: value ${index + 1}`}
              value={text}
              onChange={(event) => change(replaced(pairs, index, [name, event.currentTarget.value]))}
            />
            <ActionIcon
              aria-label={`Remove ${name || 'row'}`}
              onClick={() => change(pairs.filter((_pair, at) => at !== index))}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        ))}
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconPlus size={13} />}
          onClick={() => setPairs([...pairs, ['', '']])}
        >
          Add a row
        </Button>
      </div>
    </Input.Wrapper>
  );
}

function pairsOf(value: unknown): Pair[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([name, text]) => [name, String(text)]);
}

const replaced = (pairs: readonly Pair[], index: number, pair: Pair): Pair[] =>
  pairs.map((old, at) => (at === index ? pair : old));
