import { Textarea } from '@mantine/core';
import { prettyJson } from '@penstock/kernel';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { exactPayloadQuery } from '../../../shared/api/run-queries';
import { ProblemNotice, RowsSkeleton } from '../../../shared/ui/notices';
import { jsonProblem } from '../model/json-problem';
import { strings } from '../strings';

interface PayloadEditorProps {
  readonly eventId: string;
  /** Null until something was typed. */
  readonly value: string | null;
  onChange(value: string): void;
}

/** The event's payload as text: numbers keep every digit, which a parsed value would not. */
export function PayloadEditor({ eventId, value, onChange }: PayloadEditorProps) {
  const { data: payload, error } = useQuery(exactPayloadQuery(useApi(), eventId));
  if (error) return <ProblemNotice error={error} />;
  if (payload === undefined) return <RowsSkeleton rows={4} />;
  const text = value ?? (payload === null ? '' : prettyJson(payload));
  const problem = jsonProblem(text);
  return (
    <Textarea
      label={strings.payload}
      description={payload === null ? strings.payloadGone : strings.payloadHelp}
      classNames={{ input: 'ps-mono' }}
      autosize
      minRows={8}
      maxRows={18}
      spellCheck={false}
      value={text}
      error={problem}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
