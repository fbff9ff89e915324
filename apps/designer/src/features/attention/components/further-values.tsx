import { Stack, TextInput } from '@mantine/core';
import type { EvidenceBundle } from '@penstock/contracts';
import { strings } from '../strings';

/** By the name that the step's answer has for it. */
export type Values = Readonly<Record<string, string>>;

interface FurtherValuesProps {
  readonly fields: EvidenceBundle['answerFields'];
  readonly values: Values;
  onChange(values: Values): void;
}

/** What the other side shows beside the id, e.g. an approval code: folded, because most flows do without. */
export function FurtherValues({ fields, values, onChange }: FurtherValuesProps) {
  if (fields.length === 0) return null;
  return (
    <details className="ps-case__technical">
      <summary>{strings.moreValues}</summary>
      <Stack gap="xs" pt="xs">
        <div className="ps-meta">{strings.moreValuesHelp}</div>
        {fields.map(({ name, title }) => (
          <TextInput
            key={name}
            label={title}
            maxLength={200}
            value={values[name] ?? ''}
            onChange={(event) => onChange({ ...values, [name]: event.currentTarget.value })}
          />
        ))}
      </Stack>
    </details>
  );
}
