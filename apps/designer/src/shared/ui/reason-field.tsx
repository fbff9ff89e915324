import { Textarea } from '@mantine/core';

/** Characters. Reasons are kept in the record for good; the server asks for the same length. */
const minReasonLength = 3;

export const isReason = (text: string): boolean => text.trim().length >= minReasonLength;

/** What stands under a reason: the given help, and what is missing as long as the text is too short to be sent. */
export const reasonHelp = (text: string, help: string): string =>
  isReason(text) ? help : `${help} Write at least ${minReasonLength} characters.`;

interface ReasonFieldProps {
  readonly value: string;
  readonly autoFocus?: boolean;
  onChange(value: string): void;
}

export function ReasonField({ value, autoFocus = false, onChange }: ReasonFieldProps) {
  return (
    <Textarea
      label="Reason"
      description={reasonHelp(value, 'Kept in the record with your name.')}
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
