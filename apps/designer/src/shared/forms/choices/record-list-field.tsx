import { Input, Pill } from '@mantine/core';
import { useState } from 'react';
import type { FieldRendererProps } from '../field-renderers';
import type { SchemaField } from '../schema-fields';
import { RecordField } from './record-field';
import { words } from './choice-words';

/** Several values, each typed or chosen; Enter takes a typed one. */
export function RecordListField({
  field,
  value,
  onChange,
  label,
  description,
  error,
  name,
  disabled,
}: FieldRendererProps) {
  const [typed, setTyped] = useState('');
  const values = Array.isArray(value)
    ? value.map(String)
    : Array.isArray(field.defaultValue)
      ? field.defaultValue.map(String)
      : [];
  const add = (text: string): void => {
    setTyped('');
    if (text !== '' && !values.includes(text)) onChange([...values, text]);
  };
  return (
    <Input.Wrapper label={label} description={description} error={error} labelElement="div">
      <div
        className="ps-records"
        role="group"
        aria-label={label ?? name ?? field.title}
        onKeyDown={(event) => takesTyped(event) && (event.preventDefault(), add(typed.trim()))}
      >
        {values.length > 0 && (
          <Pill.Group>
            {values.map((text) => (
              <Pill
                key={text}
                withRemoveButton={disabled !== true}
                removeButtonProps={{ 'aria-label': words.remove(text), tabIndex: 0, 'aria-hidden': false }}
                onRemove={() => onChange(values.filter((other) => other !== text))}
              >
                {text}
              </Pill>
            ))}
          </Pill.Group>
        )}
        <RecordField
          field={entryOf(field)}
          name={words.add}
          value={typed}
          disabled={disabled}
          onChange={(next) => setTyped(typeof next === 'string' ? next : '')}
          onChoose={add}
        />
      </div>
    </Input.Wrapper>
  );
}

const takesTyped = (event: { readonly key: string; readonly target: EventTarget }): boolean =>
  event.key === 'Enter' && event.target instanceof HTMLInputElement && event.target.type !== 'search';

/** One value of the list as a field of its own. */
const entryOf = (field: SchemaField): SchemaField => ({
  ...field,
  kind: 'text',
  required: false,
  defaultValue: undefined,
  item: undefined,
});
