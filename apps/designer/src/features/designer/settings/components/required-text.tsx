import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { strings } from '../strings';

interface RequiredTextProps {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly maxLength: number;
  /** Several lines. */
  readonly isLong?: boolean;
  /** Where the label is shown elsewhere already. */
  readonly hideLabel?: boolean;
  onChange(value: string): void;
}

/** A text the document cannot be without: while it is emptied, the last one stays and the field says so. */
export function RequiredText({
  label,
  description,
  value,
  maxLength,
  isLong = false,
  hideLabel = false,
  onChange,
}: RequiredTextProps) {
  const [text, setText] = useState<string | null>(null);
  const isEmpty = text !== null && text.trim() === '';
  const shared = {
    ...(hideLabel ? { 'aria-label': label } : { label }),
    ...(description !== undefined && { description }),
    ...(isEmpty && { error: strings.needsText }),
    maxLength,
    value: text ?? value,
    onBlur: () => setText(null),
  };
  const type = (next: string): void => {
    setText(next);
    if (next.trim() !== '') onChange(next);
  };
  if (isLong)
    return (
      <Textarea {...shared} autosize minRows={2} maxRows={8} onChange={(event) => type(event.currentTarget.value)} />
    );
  return <TextInput {...shared} onChange={(event) => type(event.currentTarget.value)} />;
}
