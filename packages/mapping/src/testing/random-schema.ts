import fc from 'fast-check';
import { Decimal, type Json, type JsonObject } from '@penstock/kernel';

/** A schema drawn at random together with the values it allows. */
export interface DrawnSchema {
  readonly schema: Record<string, unknown>;
  readonly data: fc.Arbitrary<Json>;
}

const cents = fc.integer({ min: -100_000, max: 100_000 }).map((units): Json => Decimal.of(BigInt(units), 2));
const texts = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'Z', '9', ' ', 'é', '-'), maxLength });
const days = fc
  .date({ min: new Date(Date.UTC(2000, 0, 1)), max: new Date(Date.UTC(2040, 0, 1)), noInvalidDate: true })
  .map((date) => date.toISOString());

const scalar: fc.Arbitrary<DrawnSchema> = fc.oneof(
  fc
    .integer({ min: 1, max: 12 })
    .map((maxLength) => ({ schema: { type: 'string', maxLength }, data: texts(maxLength) })),
  fc.constant({ schema: { type: 'string' }, data: texts(8) }),
  fc.constant({ schema: { enum: ['open', 'paid', 'void'] }, data: fc.constantFrom('open', 'paid', 'void') }),
  fc.constant({ schema: { type: 'integer' }, data: fc.integer({ min: -1000, max: 1000 }) }),
  fc.constant({ schema: { type: 'number', multipleOf: 0.01 }, data: cents }),
  fc.constant({
    schema: { type: 'number' },
    data: fc.oneof(cents, fc.integer({ min: -5, max: 5 }), fc.constantFrom(0.125, 1e-7)),
  }),
  fc.constant({ schema: { type: 'boolean' }, data: fc.boolean() }),
  fc.constant({ schema: { type: 'string', format: 'date' }, data: days.map((text) => text.slice(0, 10)) }),
  fc.constant({ schema: { type: 'string', format: 'date-time' }, data: days }),
);

const nullable = (drawn: DrawnSchema): DrawnSchema => ({
  schema: { anyOf: [drawn.schema, { type: 'null' }] },
  data: fc.option(drawn.data),
});
const listOf = ({ schema, data }: DrawnSchema): DrawnSchema => ({
  schema: { type: 'array', items: schema },
  data: fc.array(data, { maxLength: 3 }),
});

function objectOf(members: readonly (readonly [string, DrawnSchema, boolean])[]): DrawnSchema {
  const properties = Object.fromEntries(members.map(([name, { schema }]) => [name, schema]));
  const required = members.filter(([, , isRequired]) => isRequired).map(([name]) => name);
  const values = Object.fromEntries(members.map(([name, { data }]) => [name, data]));
  return {
    schema: { type: 'object', properties, required, additionalProperties: false },
    data: fc.record(values, { requiredKeys: required }) as fc.Arbitrary<JsonObject>,
  };
}

const memberOf = (drawn: fc.Arbitrary<DrawnSchema>, prefix: string): fc.Arbitrary<DrawnSchema> =>
  fc
    .array(fc.tuple(drawn, fc.boolean()), { minLength: 2, maxLength: 4 })
    .map((all) => objectOf(all.map(([each, isRequired], at) => [`${prefix}${at}`, each, isRequired] as const)));

const field = fc.oneof({ weight: 5, arbitrary: scalar }, { weight: 1, arbitrary: scalar.map(nullable) });
const part = memberOf(field, 'm');
const list = fc.oneof(field, part).map(listOf);

/** An object of scalars, objects and lists, two levels deep. */
export const sourceSchema: fc.Arbitrary<DrawnSchema> = fc
  .tuple(
    fc.array(field, { minLength: 3, maxLength: 6 }),
    fc.array(part, { maxLength: 2 }),
    fc.array(list, { minLength: 1, maxLength: 2 }),
    fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
  )
  .map(([fields, parts, lists, required]) =>
    objectOf(
      [
        ...fields.map((each, at) => [`f${at}`, each] as const),
        ...parts.map((each, at) => [`o${at}`, each] as const),
        ...lists.map((each, at) => [`l${at}`, each] as const),
      ].map(([name, each], at) => [name, each, required[at] ?? true] as const),
    ),
  );

/** What a mapping is to make: scalars, some of them required. */
export const targetSchema: fc.Arbitrary<Record<string, unknown>> = memberOf(
  fc.oneof(field, scalar.map(listOf)),
  't',
).map(({ schema }) => schema);
