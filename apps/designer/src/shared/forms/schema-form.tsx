import { Fieldset, Stack } from '@mantine/core';
import type { JsonSchema } from '@penstock/connector-sdk';
import { useMemo } from 'react';
import { FieldControl } from './field-renderers';
import { fieldsOf, type SchemaField } from './schema-fields';

type Values = Readonly<Record<string, unknown>>;

interface SchemaFormProps {
  readonly schema: JsonSchema;
  readonly value: Values;
  onChange(value: Values): void;
  /** What is wrong, by dotted path. */
  readonly errors?: Readonly<Record<string, string>>;
  readonly disabled?: boolean;
}

/** One form for every schema: labels above, help below, problems beside the field. */
export function SchemaForm({ schema, value, onChange, errors = {}, disabled }: SchemaFormProps) {
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  return (
    <Stack gap="sm">
      {fields.map((field) => (
        <FormField
          key={field.path}
          field={field}
          value={value[field.name]}
          errors={errors}
          disabled={disabled}
          onChange={(next) => onChange(withMember(value, field.name, next))}
        />
      ))}
    </Stack>
  );
}

interface FormFieldProps {
  readonly field: SchemaField;
  readonly value: unknown;
  readonly errors: Readonly<Record<string, string>>;
  readonly disabled: boolean | undefined;
  onChange(value: unknown): void;
}

function FormField({ field, value, errors, disabled, onChange }: FormFieldProps) {
  if (field.kind !== 'object' || field.widget !== undefined) {
    return (
      <FieldControl
        field={field}
        value={value}
        onChange={onChange}
        label={field.title}
        description={field.description}
        error={errors[field.path]}
        disabled={disabled}
      />
    );
  }
  const members = (typeof value === 'object' && value !== null ? value : {}) as Values;
  return (
    <Fieldset legend={field.title}>
      <Stack gap="sm">
        {field.fields.map((member) => (
          <FormField
            key={member.path}
            field={member}
            value={members[member.name]}
            errors={errors}
            disabled={disabled}
            onChange={(next) => onChange(withMember(members, member.name, next))}
          />
        ))}
      </Stack>
    </Fieldset>
  );
}

/** A value that was emptied leaves no trace: absent and empty mean the same to a schema's defaults. */
function withMember(values: Values, name: string, value: unknown): Values {
  const { [name]: _old, ...rest } = values;
  return value === undefined ? rest : { ...rest, [name]: value };
}
