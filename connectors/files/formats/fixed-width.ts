import { malformed, unwritable } from './malformed';
import type { TextRecord } from './records';

export interface FixedField {
  readonly name: string;
  /** Characters. */
  readonly length: number;
  readonly align: 'left' | 'right';
  /** One character, e.g. a blank or `0`. */
  readonly fill: string;
}

/** Lines of fields one after the other. Fill characters are taken off; a field of nothing but zeros stays `0`. @throws ConnectorFailure FILE_MALFORMED */
export function parseFixedWidth(text: string, fields: readonly FixedField[]): readonly TextRecord[] {
  const width = widthOf(fields);
  const lines = (text.startsWith('\uFEFF') ? text.slice(1) : text).split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => {
    const characters = Array.from(line);
    if (characters.length !== width) throw malformed(`has ${characters.length} characters where ${width} are due`, `line ${index + 1}`);
    let at = 0;
    return Object.fromEntries(fields.map((field) => [field.name, unfilled(characters.slice(at, (at += field.length)).join(''), field)]));
  });
}

/** @throws ConnectorFailure FILE_NOT_WRITTEN when a value is too long or holds a line break: nothing is cut off. */
export function writeFixedWidth(records: readonly TextRecord[], fields: readonly FixedField[]): string {
  return records.map((record, index) => `${fields.map((field) => filled(record[field.name] ?? '', field, index + 1)).join('')}\r\n`).join('');
}

export const widthOf = (fields: readonly FixedField[]): number => fields.reduce((sum, { length }) => sum + length, 0);

function unfilled(text: string, { align, fill }: FixedField): string {
  const characters = Array.from(text);
  const isFill = (character: string | undefined) => character === fill;
  while (characters.length > (fill === '0' ? 1 : 0) && isFill(align === 'right' ? characters[0] : characters.at(-1))) {
    if (align === 'right') characters.shift();
    else characters.pop();
  }
  return characters.join('');
}

function filled(text: string, { name, length, align, fill }: FixedField, record: number): string {
  const characters = Array.from(text);
  if (/[\r\n]/.test(text)) throw unwritable(`“${name}” of record ${record} holds a line break`);
  if (characters.length > length) throw unwritable(`“${name}” of record ${record} has ${characters.length} characters, ${length} fit`);
  const rest = fill.repeat(length - characters.length);
  return align === 'right' ? rest + text : text + rest;
}
