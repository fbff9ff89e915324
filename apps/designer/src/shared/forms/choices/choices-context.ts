import type { OptionSourceDescriptor } from '@penstock/connector-sdk';
import { createContext, useContext } from 'react';
import type { SchemaField } from '../schema-fields';

/** Where a form's fields are chosen from. */
export interface Choices {
  /** The connection that is asked; null: there is none yet. */
  readonly connectionId: string | null;
  /** What is asked, in words, e.g. `“P21 sandbox” (Sandbox)`. */
  readonly askedOf: string;
  /** What to do while there is no connection. */
  readonly missing: string;
  readonly sources: readonly OptionSourceDescriptor[];
  /** What the form holds at a dotted path, as far as that is known. */
  valueAt(path: string): unknown;
}

export const ChoicesContext = createContext<Choices | null>(null);

/** The source of one field, with the values of the fields it looks at. */
export interface FieldChoices {
  readonly choices: Choices;
  readonly source: OptionSourceDescriptor;
  readonly depends: Readonly<Record<string, string>>;
  /** Fields that must be known first and are not. */
  readonly open: readonly string[];
}

/** Null where nothing can be chosen: the field takes text only. */
export function useFieldChoices({ options, path }: Pick<SchemaField, 'options' | 'path'>): FieldChoices | null {
  const choices = useContext(ChoicesContext);
  const source = choices?.sources.find(({ id }) => id === options);
  if (!choices || !source) return null;
  const known = [...source.needs, ...source.narrowedBy].flatMap((name) => {
    const value = valueBeside(choices, path, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const depends = Object.fromEntries(known);
  return { choices, source, depends, open: source.needs.filter((name) => depends[name] === undefined) };
}

/** The field of that name in the same object, or in the nearest one around it. */
function valueBeside(choices: Choices, path: string, name: string): string | undefined {
  const around = path.split('.').slice(0, -1);
  for (let depth = around.length; depth >= 0; depth -= 1) {
    const value = choices.valueAt([...around.slice(0, depth), name].join('.'));
    if ((typeof value === 'string' || typeof value === 'number') && value !== '') return String(value);
  }
  return undefined;
}
