export type TypeFamily = 'text' | 'number' | 'boolean' | 'date' | 'date-time' | 'list' | 'object' | 'unknown';

export interface DeclaredType {
  readonly family: TypeFamily;
  /** Characters a text may have, where the type says so: `varchar(40)`. */
  readonly length?: number;
  /** The type itself says that it is money. */
  readonly isMoney?: boolean;
  readonly isWhole?: boolean;
}

/** First match wins; type words of JSON Schema, SQL, Edm, XSD, and of languages. */
const families: readonly (readonly [RegExp, TypeFamily])[] = [
  [/\[\]$|^(?:array|list|set|collection|sequence|repeated|multi)/, 'list'],
  [/^(?:object|struct|record|map|json|dict|group|complex|node|reference)/, 'object'],
  [/date-?_? ?time|timestamp|^(?:instant|moment|offsetdatetime|smalldatetime)/, 'date-time'],
  [/^(?:date|day|calendar)/, 'date'],
  [/^(?:bool|bit$|yes|flag|logical|checkbox|y\/n)/, 'boolean'],
  [
    /^(?:int|integer|long|short|smallint|bigint|tinyint|int\d+|uint|serial|whole|number\(\d+\)$|decimal\(\d+,\s*0\)$|counter)/,
    'number',
  ],
  [/^(?:number|numeric|decimal|float|double|real|money|amount|currency|smallmoney|fixed|n\d|r\d?$)/, 'number'],
  [
    /^(?:string|text|n?var?char|n?char|uuid|guid|uniqueidentifier|email|phone|url|uri|enum|select|picklist|id|an|token|code|varchar2|clob|memo|single_line|xs:string|alphanumeric)/,
    'text',
  ],
];

/** What a declared type stands for, `unknown` when the word is not known. */
export function readType(declared: string | undefined, format: string | undefined): DeclaredType {
  const word = (declared ?? '')
    .trim()
    .toLowerCase()
    .replace(/^(?:edm\.|xs:|xsd:|sql_|system\.)/, '')
    .replace(/[?!]$/, '')
    .replace(/\s*\|\s*null$/, '');
  const family = families.find(([pattern]) => pattern.test(word))?.[1] ?? 'unknown';
  const length = /char\w*\s*\((\d+)\)/.exec(word)?.[1];
  return {
    family: family === 'text' || family === 'unknown' ? familyOfFormat(format, family) : family,
    ...(length !== undefined && { length: Number(length) }),
    ...(/money|amount|currency/.test(word) && { isMoney: true }),
    ...(/^(?:int|long|short|smallint|bigint|tinyint|uint|whole|serial)/.test(word) && { isWhole: true }),
  };
}

function familyOfFormat(format: string | undefined, otherwise: TypeFamily): TypeFamily {
  if (format === 'date-time') return 'date-time';
  return format === 'date' ? 'date' : otherwise;
}

const fits: Readonly<Record<string, number>> = {
  'text>number': 0.8,
  'number>text': 0.85,
  'text>date': 0.85,
  'text>date-time': 0.85,
  'date>text': 0.9,
  'date-time>text': 0.9,
  'date>date-time': 0.9,
  'date-time>date': 0.9,
  'text>boolean': 0.6,
  'boolean>text': 0.7,
  'boolean>number': 0.4,
  'number>boolean': 0.45,
  'number>date': 0.3,
  'number>date-time': 0.4,
  'date>number': 0.15,
  'date-time>number': 0.15,
  'list>text': 0.3,
};

/** How well a value of one type can become one of another, from 0 to 1. */
export function typeFit(source: TypeFamily, target: TypeFamily): number {
  if (source === target) return 1;
  if (source === 'unknown' || target === 'unknown') return 0.9;
  return fits[`${source}>${target}`] ?? 0;
}
