import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';

interface CommittedTextProps extends Omit<TextInputProps, 'value' | 'onChange' | 'onBlur'> {
  readonly text: string;
  onCommit(text: string): void;
}

/** A text that is read when it is left or Enter is pressed: half of it may mean nothing yet. */
export function CommittedText({ text, onCommit, ...input }: CommittedTextProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      {...input}
      value={typed ?? text}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      onBlur={() => {
        if (typed !== null && typed !== text) onCommit(typed);
        setTyped(null);
      }}
    />
  );
}
