import { Textarea } from '@mantine/core';

/** Reasons are kept in the record for good; the server asks for the same length. */
export const isReason = (text: string): boolean => text.trim().length >= 3;

interface ReasonFieldProps {
  readonly value: string;
  readonly description?: string;
  readonly autoFocus?: boolean;
  onChange(value: string): void;
}

export function ReasonField({ value, description, autoFocus = false, onChange }: ReasonFieldProps) {
  return (
    <Textarea
      label="Reason"
      description={description ?? 'Kept in the record with your name.'}
      required
      autosize
      minRows={2}
      maxLength={500}
      data-autofocus={autoFocus || undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
