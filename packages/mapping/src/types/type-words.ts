import { membersOf, type Type } from './type';

const shownChoices = 4;

/** A type in the words the studio uses: `text, at most 60 characters`, `decimal (19,4)`, `list of object or nothing`. */
export function describeType(type: Type): string {
  const parts = membersOf(type).filter(({ kind }) => kind !== 'null');
  const described = [...new Set(parts.map(describeOne))].join(' or ');
  if (described === '') return 'nothing';
  return parts.length < membersOf(type).length ? `${described} or nothing` : described;
}

function describeOne(type: Type): string {
  switch (type.kind) {
    case 'string':
      return type.enum ? choicesText(type.enum.map((choice) => JSON.stringify(choice))) : textWords(type);
    case 'int':
      return type.enum ? choicesText(type.enum.map(String)) : 'whole number';
    case 'decimal':
      return decimalWords(type);
    case 'array':
      return `list of ${describeType(type.items)}`;
    case 'map':
      return `object of ${describeType(type.values)} by name`;
    case 'bool':
      return type.value === undefined ? 'yes/no' : String(type.value);
    default:
      return words[type.kind];
  }
}

const words = {
  float: 'measured number (float)',
  ratio: 'fraction that is not rounded yet',
  date: 'date',
  dateTime: 'date and time',
  duration: 'duration',
  object: 'object',
  null: 'nothing',
  any: 'anything',
  never: 'no value at all',
  union: 'one of several',
} as const;

function textWords({ format, maxLength }: Extract<Type, { kind: 'string' }>): string {
  const name = format === undefined ? 'text' : `text (${format})`;
  return maxLength === undefined ? name : `${name}, at most ${maxLength} characters`;
}

function decimalWords({ precision, scale }: Extract<Type, { kind: 'decimal' }>): string {
  if (scale === undefined) return 'decimal';
  return precision === undefined ? `decimal with ${scale} digits after the point` : `decimal (${precision},${scale})`;
}

function choicesText(choices: readonly string[]): string {
  const shown = choices.slice(0, shownChoices).join(', ');
  if (choices.length === 1) return shown;
  return choices.length > shownChoices ? `one of ${shown} … (${choices.length})` : `one of ${shown}`;
}

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
