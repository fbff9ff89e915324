import { isSchema, type JsonSchema } from '../json-schema';
import { arrayOf, types, withMarks, type CardLabel, type Property, type Type } from './type';
import { intersect } from './intersect';
import { nullable, unionOf } from './union';

/**
 * JSON Schema 2020-12 as a type. Understood: `type` (also lists of them), `enum`, `const`, `properties`, `required`,
 * `additionalProperties`, `items`, `$ref` into `$defs`, `allOf`, `anyOf`, `oneOf`, `nullable`, `multipleOf` as the scale
 * of a decimal. Beside the standard: `x-precision`, `x-scale`, `x-card-data` (`pan`, `csc`, `token`) and `x-observed`
 * for schemas drawn from samples. Members are worked out when they are asked for, so schemas may contain themselves
 * and be as deep as they like.
 */
export function typeOfSchema(schema: JsonSchema, root: JsonSchema = schema): Type {
  return readerOf(root).read(schema);
}

const readers = new WeakMap<JsonSchema, SchemaReader>();

function readerOf(root: JsonSchema): SchemaReader {
  const known = readers.get(root) ?? new SchemaReader(root);
  readers.set(root, known);
  return known;
}

const cardLabels: readonly unknown[] = ['pan', 'csc', 'token'] satisfies CardLabel[];

class SchemaReader {
  private readonly known = new WeakMap<JsonSchema, Type>();
  /** Schemas being read right now: one that is nothing but a reference to itself is anything. */
  private readonly open = new Set<JsonSchema>();

  constructor(private readonly root: JsonSchema) {}

  read(schema: JsonSchema): Type {
    const known = this.known.get(schema);
    if (known) return known;
    if (this.open.has(schema)) return types.any;
    this.open.add(schema);
    try {
      const type = this.marked(this.combined(schema), schema);
      this.known.set(schema, type);
      return type;
    } finally {
      this.open.delete(schema);
    }
  }

  private marked(type: Type, schema: JsonSchema): Type {
    const label = schema['x-card-data'];
    const labels = cardLabels.includes(label) ? { labels: [label as CardLabel] } : {};
    const observed = this.root['x-observed'] === true ? { observed: true } : {};
    return withMarks(type, { ...labels, ...observed });
  }

  private combined(schema: JsonSchema): Type {
    const parts: Type[] = [];
    if (typeof schema['$ref'] === 'string') parts.push(this.referenced(schema['$ref']));
    for (const part of schemaList(schema['allOf'])) parts.push(this.read(part));
    for (const word of ['anyOf', 'oneOf']) {
      const alternatives = schemaList(schema[word]);
      if (alternatives.length > 0) parts.push(unionOf(alternatives.map((each) => this.read(each))));
    }
    const own = this.own(schema);
    const whole = own ? [...parts, own] : parts;
    const type = whole.length === 0 ? types.any : whole.reduce(intersect);
    return schema['nullable'] === true ? nullable(type) : type;
  }

  private referenced(reference: string): Type {
    if (reference === '#') return this.read(this.root);
    let found: unknown = this.root;
    for (const part of reference.startsWith('#/') ? reference.slice(2).split('/') : ['']) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      found = isSchema(found) && Object.hasOwn(found, key) ? found[key] : undefined;
    }
    return isSchema(found) ? this.read(found) : types.any;
  }

  private own(schema: JsonSchema): Type | undefined {
    if (Array.isArray(schema['enum'])) return typeOfChoices(schema['enum'], this.wordsFor(schema));
    if ('const' in schema) return typeOfChoices([schema['const']], this.wordsFor(schema));
    const words = this.wordsFor(schema);
    return words.length === 0 ? undefined : unionOf(words.map((word) => this.ofWord(word, schema)));
  }

  private wordsFor(schema: JsonSchema): readonly string[] {
    const word = schema['type'];
    if (typeof word === 'string') return [word];
    if (Array.isArray(word)) return word.map(String);
    if ('properties' in schema || isSchema(schema['additionalProperties'])) return ['object'];
    return 'items' in schema ? ['array'] : [];
  }

  private ofWord(word: string, schema: JsonSchema): Type {
    switch (word) {
      case 'string':
        return typeOfText(schema);
      case 'integer':
        return types.int;
      case 'number':
        return typeOfNumber(schema);
      case 'boolean':
        return types.bool;
      case 'null':
        return types.null;
      case 'array':
        return this.list(schema);
      case 'object':
        return this.object(schema);
      default:
        return types.any;
    }
  }

  private list(schema: JsonSchema): Type {
    const { items, minItems, maxItems } = schema;
    const read = (part: JsonSchema): Type => this.read(part);
    const list = isSchema(items)
      ? {
          kind: 'array' as const,
          get items(): Type {
            return read(items);
          },
        }
      : arrayOf(types.any);
    return Object.defineProperties(list, limitsOf({ minItems, maxItems }));
  }

  private object(schema: JsonSchema): Type {
    const additional = schema['additionalProperties'];
    const properties = isSchema(schema['properties']) ? Object.entries(schema['properties']) : [];
    if (properties.length === 0 && isSchema(additional) && Object.keys(additional).length > 0)
      return this.map(additional);
    const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
    const props = new Map(properties.map(([name, member]) => [name, this.property(member, required.has(name))]));
    return { kind: 'object', props, open: additional !== false };
  }

  private map(values: JsonSchema): Type {
    const read = (): Type => this.read(values);
    return {
      kind: 'map',
      get values(): Type {
        return read();
      },
    };
  }

  private property(member: unknown, required: boolean): Property {
    const schema = isSchema(member) ? member : {};
    const read = (): Type => (member === false ? types.never : this.read(schema));
    return {
      get type(): Type {
        return read();
      },
      required,
      ...(typeof schema['title'] === 'string' && { title: schema['title'] }),
      ...(typeof schema['description'] === 'string' && { description: schema['description'] }),
    };
  }
}

function limitsOf(limits: Readonly<Record<string, unknown>>): PropertyDescriptorMap {
  const set = Object.entries(limits).filter(([, value]) => typeof value === 'number');
  return Object.fromEntries(set.map(([name, value]) => [name, { value, enumerable: true }]));
}

function typeOfText(schema: JsonSchema): Type {
  const { format, maxLength, pattern } = schema;
  if (format === 'date') return types.date;
  if (format === 'date-time') return types.dateTime;
  return {
    kind: 'string',
    ...(typeof format === 'string' && { format }),
    ...(typeof maxLength === 'number' && { maxLength }),
    ...(typeof pattern === 'string' && { pattern }),
  };
}

function typeOfNumber(schema: JsonSchema): Type {
  const { format, multipleOf } = schema;
  if (format === 'float' || format === 'double') return types.float;
  const scale = numberOf(schema['x-scale']) ?? (typeof multipleOf === 'number' ? scaleOfStep(multipleOf) : undefined);
  const precision = numberOf(schema['x-precision']);
  if (scale === 0 && precision === undefined && multipleOf !== undefined) return types.int;
  return { kind: 'decimal', ...(scale !== undefined && { scale }), ...(precision !== undefined && { precision }) };
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** 0.01 allows two digits after the point; steps such as 0.05 allow as many as they have themselves. */
function scaleOfStep(step: number): number | undefined {
  const match = /^\d+(?:\.(\d+))?(?:e-(\d+))?$/.exec(String(step));
  return match ? (match[1]?.length ?? 0) + Number(match[2] ?? 0) : undefined;
}

function typeOfChoices(choices: readonly unknown[], words: readonly string[]): Type {
  const texts = choices.filter((choice) => typeof choice === 'string');
  const numbers = choices.filter((choice) => typeof choice === 'number');
  const flags = choices.filter((choice) => typeof choice === 'boolean');
  const parts: Type[] = flags.map((value) => ({ kind: 'bool', value }));
  if (texts.length > 0) parts.push({ kind: 'string', enum: texts });
  if (numbers.length > 0) parts.push(numbers.every(Number.isInteger) ? { kind: 'int', enum: numbers } : types.decimal);
  if (choices.includes(null)) parts.push(types.null);
  if (choices.some((choice) => typeof choice === 'object' && choice !== null)) return types.any;
  return words.length === 1 && words[0] === 'null' ? types.null : unionOf(parts);
}

const schemaList = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value.filter(isSchema) : []);
