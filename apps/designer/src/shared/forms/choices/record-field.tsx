import { ActionIcon, TextInput } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import type { FieldRendererProps } from '../field-renderers';
import { ChoicePicker } from './choice-picker';
import { words } from './choice-words';
import { useFieldChoices, type FieldChoices } from './choices-context';
import { useChoiceNames } from './use-choice-pages';

interface RecordFieldProps extends FieldRendererProps {
  /** What becomes of a chosen value; default: as if it had been typed. */
  readonly onChoose?: (value: string) => void;
}

/** A text whose value can be typed, or chosen from the remote side's own records. */
export function RecordField(props: RecordFieldProps) {
  const field = useFieldChoices(props.field);
  return field ? <ChosenText {...props} choices={field} /> : <PlainText {...props} />;
}

function PlainText(props: FieldRendererProps) {
  return <TextInput {...inputProps(props)} />;
}

function ChosenText({ choices, ...props }: RecordFieldProps & { readonly choices: FieldChoices }) {
  const input = useRef<HTMLInputElement>(null);
  const { nameOf } = useChoiceNames(choices);
  const value = textOf(props.value);
  const name = nameOf(value);
  return (
    <div className="ps-record">
      <ChoicePicker
        field={choices}
        chosen={[value]}
        onChoose={props.onChoose ?? props.onChange}
        onLeave={() => input.current?.focus()}
      >
        {({ open, isOpen, handleKeyDown }) => (
          <TextInput
            {...inputProps(props)}
            ref={input}
            onKeyDown={handleKeyDown}
            rightSection={
              <ActionIcon
                size={24}
                aria-label={words.choose(choices.source.title)}
                title={words.choose(choices.source.title)}
                aria-haspopup="listbox"
                aria-expanded={isOpen}
                disabled={props.disabled ?? false}
                onClick={open}
              >
                <IconListSearch size={15} />
              </ActionIcon>
            }
          />
        )}
      </ChoicePicker>
      {name !== undefined && name !== value && <div className="ps-record__name ps-ellipsis">{name}</div>}
    </div>
  );
}

function inputProps({ field, label, description, error, name, disabled, value, onChange }: FieldRendererProps) {
  return {
    ...(label !== undefined && { label }),
    ...(description !== undefined && { description }),
    ...(error !== undefined && { error }),
    ...(label === undefined && { 'aria-label': name ?? field.title }),
    ...(disabled !== undefined && { disabled }),
    withAsterisk: field.required,
    placeholder: field.defaultValue === undefined ? '' : String(field.defaultValue),
    value: textOf(value),
    onChange: (event: { readonly currentTarget: HTMLInputElement }) =>
      onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value),
  };
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
