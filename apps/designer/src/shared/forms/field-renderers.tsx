import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import { createElement, useState, type ComponentType } from 'react';
import { RecordField } from './choices/record-field';
import { RecordListField } from './choices/record-list-field';
import { PairsField } from './pairs-field';
import type { SchemaField } from './schema-fields';

export interface FieldRendererProps {
  readonly field: SchemaField;
  readonly value: unknown;
  onChange(value: unknown): void;
  /** Shown above the control; without it the control is named for screen readers only. */
  readonly label?: string | undefined;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
  /** Name for screen readers where no label is shown. */
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
}

type FieldRenderer = ComponentType<FieldRendererProps>;

/** The order is the rule: explicit `widget`, then a source of choices, then `format`, then type. Never by title. */
export function rendererFor(field: SchemaField): FieldRenderer {
  return byWidget[field.widget ?? ''] ?? chosen(field) ?? byFormat[field.format ?? ''] ?? byKind[field.kind];
}

/** A closed list stays one, whatever else can be chosen from. */
function chosen({ options, kind }: SchemaField): FieldRenderer | undefined {
  if (options === undefined || kind === 'choice') return undefined;
  return kind === 'list' ? RecordListField : RecordField;
}

export function FieldControl(props: FieldRendererProps) {
  return createElement(rendererFor(props.field), props);
}

const shared = ({ field, label, description, error, name, disabled }: FieldRendererProps) => ({
  ...(label !== undefined && { label }),
  ...(description !== undefined && { description }),
  ...(error !== undefined && { error }),
  ...(label === undefined && { 'aria-label': name ?? field.title }),
  ...(disabled !== undefined && { disabled }),
  withAsterisk: field.required,
});

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const orNothing = (text: string): string | undefined => (text === '' ? undefined : text);
const placeholderOf = (field: SchemaField): string =>
  field.defaultValue === undefined ? '' : String(field.defaultValue);

const TextField: FieldRenderer = (props) => (
  <TextInput
    {...shared(props)}
    placeholder={placeholderOf(props.field)}
    value={textOf(props.value)}
    onChange={(event) => props.onChange(orNothing(event.currentTarget.value))}
  />
);

const LongTextField: FieldRenderer = (props) => (
  <Textarea
    {...shared(props)}
    autosize
    minRows={2}
    maxRows={8}
    placeholder={placeholderOf(props.field)}
    value={textOf(props.value)}
    onChange={(event) => props.onChange(orNothing(event.currentTarget.value))}
  />
);

/** Date and date-time stay text: `2026-11-23` is a business date, not a moment of some zone. */
const typedTextField = (type: 'date' | 'email' | 'url'): FieldRenderer =>
  function TypedTextField(props) {
    return (
      <TextInput
        {...shared(props)}
        type={type}
        value={textOf(props.value)}
        onChange={(event) => props.onChange(orNothing(event.currentTarget.value))}
      />
    );
  };

const NumberField: FieldRenderer = (props) => (
  <NumberInput
    {...shared(props)}
    placeholder={placeholderOf(props.field)}
    value={typeof props.value === 'number' || typeof props.value === 'string' ? props.value : ''}
    onChange={(value) => props.onChange(value === '' ? undefined : value)}
  />
);

const BooleanField: FieldRenderer = (props) => {
  const { withAsterisk: _none, ...rest } = shared(props);
  return (
    <Switch
      {...rest}
      checked={Boolean(props.value ?? props.field.defaultValue ?? false)}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  );
};

const ChoiceField: FieldRenderer = (props) => (
  <Select
    {...shared(props)}
    data={[...props.field.choices]}
    placeholder={placeholderOf(props.field) || 'Choose'}
    clearable={!props.field.required}
    value={typeof props.value === 'string' ? props.value : null}
    onChange={(value) => props.onChange(value ?? undefined)}
  />
);

/** Lists, objects and everything else as JSON text; kept as typed until it can be read. */
const JsonField: FieldRenderer = (props) => {
  const [text, setText] = useState<string | null>(null);
  const readable = text === null || text.trim() === '' || parsed(text) !== undefined;
  const commit = (): void => {
    if (text === null || !readable) return;
    props.onChange(text.trim() === '' ? undefined : parsed(text));
    setText(null);
  };
  return (
    <Textarea
      {...shared(props)}
      {...(!readable && { error: 'This is not valid JSON yet, so it is not kept.' })}
      autosize
      minRows={2}
      maxRows={10}
      styles={{ input: { fontFamily: 'var(--ps-mono)', fontSize: 12 } }}
      value={text ?? (props.value === undefined ? '' : JSON.stringify(props.value, null, 2))}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
    />
  );
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half-typed JSON is normal while somebody types; the field says so.
    return undefined;
  }
}

const byWidget: Readonly<Record<string, FieldRenderer | undefined>> = {
  textarea: LongTextField,
  json: JsonField,
  switch: BooleanField,
};
const byFormat: Readonly<Record<string, FieldRenderer | undefined>> = {
  date: typedTextField('date'),
  email: typedTextField('email'),
  uri: typedTextField('url'),
};
const byKind: Readonly<Record<SchemaField['kind'], FieldRenderer>> = {
  text: TextField,
  number: NumberField,
  boolean: BooleanField,
  choice: ChoiceField,
  list: JsonField,
  object: JsonField,
  pairs: PairsField,
  any: JsonField,
};
