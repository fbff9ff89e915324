import { Decimal, type Json } from '@penstock/kernel';
import { parseIsoMoment } from '../moment';
import { isList, isNumber, isObject } from '../values';

type Schema = Readonly<Record<string, unknown>>;

/** Where a value breaks a schema of the kinds `random-schema` draws; undefined when it fits. Written apart from the checker. */
export function misfitOf(value: Json | undefined, schema: Schema, path = '$'): string | undefined {
  const alternatives = schema['anyOf'] as readonly Schema[] | undefined;
  if (alternatives)
    return alternatives.some((each) => misfitOf(value, each, path) === undefined)
      ? undefined
      : `${path} fits no alternative`;
  if (Array.isArray(schema['enum'])) return schema['enum'].includes(value) ? undefined : `${path} is no choice`;
  switch (schema['type']) {
    case 'null':
      return value === null ? undefined : `${path} is not null`;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${path} is not yes/no`;
    case 'string':
      return typeof value === 'string' ? textMisfit(value, schema, path) : `${path} is no text`;
    case 'integer':
    case 'number':
      return isNumber(value) ? numberMisfit(Decimal.from(value), schema, path) : `${path} is no number`;
    case 'array':
      return isList(value)
        ? firstOf(value.map((item, at) => misfitOf(item, schema['items'] as Schema, `${path}[${at}]`)))
        : `${path} is no list`;
    default:
      return isObject(value) ? objectMisfit(value, schema, path) : `${path} is no object`;
  }
}

function textMisfit(text: string, { maxLength, format }: Schema, path: string): string | undefined {
  if (typeof maxLength === 'number' && [...text].length > maxLength) return `${path} is too long`;
  const moment = format === undefined ? undefined : parseIsoMoment(text);
  if (format === 'date' && (!moment || moment.timeMs !== undefined)) return `${path} is no date`;
  if (format === 'date-time' && moment?.offsetMinutes === undefined) return `${path} is no point in time`;
  return undefined;
}

function numberMisfit(number: Decimal, { type, multipleOf }: Schema, path: string): string | undefined {
  if (type === 'integer' && !number.isInteger()) return `${path} is not whole`;
  const isCents = number.round(2, 'down').equals(number);
  return multipleOf === 0.01 && !isCents ? `${path} has too many digits` : undefined;
}

function objectMisfit(value: Readonly<Record<string, Json>>, schema: Schema, path: string): string | undefined {
  const properties = schema['properties'] as Readonly<Record<string, Schema>>;
  const missing = (schema['required'] as readonly string[]).find((name) => !(name in value));
  if (missing !== undefined) return `${path}.${missing} is missing`;
  const unknown = Object.keys(value).find((name) => !(name in properties));
  if (unknown !== undefined) return `${path}.${unknown} is not known`;
  return firstOf(
    Object.entries(value).map(([name, member]) => misfitOf(member, properties[name] as Schema, `${path}.${name}`)),
  );
}

const firstOf = (misfits: readonly (string | undefined)[]): string | undefined =>
  misfits.find((each) => each !== undefined);
