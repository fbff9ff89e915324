import type { Json, JsonObject } from '@penstock/kernel';

/** XML as P21's DataContract serializer writes it; names are without their prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Text directly inside, entities decoded. */
  readonly text: string;
}

const DEEPEST = 60;
const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

interface OpenElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** The root element; undefined for anything that is not one well-formed document. Document types are not taken. */
export function parseXml(xml: string): XmlElement | undefined {
  const root: OpenElement = { tag: '', attributes: {}, children: [], text: '' };
  const open: OpenElement[] = [root];
  token.lastIndex = 0;
  const text = xml.trim();
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match || !takeToken(open, match)) return undefined;
  }
  const [only, ...others] = root.children;
  return open.length === 1 && others.length === 0 && root.text.trim() === '' ? only : undefined;
}

/** False where the document is not well-formed. */
function takeToken(open: OpenElement[], match: RegExpExecArray): boolean {
  const [, cdata, slash, tag, attributes = '', selfClosing, text] = match;
  const current = open.at(-1) as OpenElement;
  if (cdata !== undefined) current.text += cdata;
  if (text !== undefined) current.text += decoded(text);
  if (tag === undefined) return true;
  if (slash === '/') return closeElement(open, tag);
  if (open.length > DEEPEST) return false;
  open.push({ tag, attributes: attributesOf(attributes), children: [], text: '' });
  return selfClosing === '/' ? closeElement(open, tag) : true;
}

function closeElement(open: OpenElement[], tag: string): boolean {
  const closed = open.pop();
  const parent = open.at(-1);
  if (closed?.tag !== tag || !parent) return false;
  const { attributes, children, text } = closed;
  parent.children.push({ name: localName(tag), attributes, children, text });
  return true;
}

const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1);

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(attribute)].map(([, name = '', double, single]) => [name, decoded(double ?? single ?? '')]),
  );

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w{1,8});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

/**
 * The JSON that P21 would have sent instead: a collection is an element named as the plural of its members
 * (`Rows`/`Row`), an `ArrayOf…`, or one that holds plain values (`a:string`). Values stay text.
 */
export function jsonOfXml(element: XmlElement): Json {
  const { name, attributes, children, text } = element;
  if (children.length === 0) return Object.entries(attributes).some(isNil) ? null : text;
  if (isCollection(name, children)) return children.map(jsonOfXml);
  const members: Record<string, Json> = {};
  for (const child of children) members[child.name] = jsonOfXml(child);
  return members satisfies JsonObject;
}

const isNil = ([attributeName, value]: readonly [string, string]): boolean =>
  /(^|:)nil$/.test(attributeName) && value === 'true';

const plainTypes = new Set(['string', 'int', 'long', 'decimal', 'anyType', 'KeyValueOfstringstring']);

const isCollection = (name: string, children: readonly XmlElement[]): boolean =>
  children.every((child) => child.name === children[0]?.name) &&
  (name.startsWith('ArrayOf') || children.every((child) => plainTypes.has(child.name) || `${child.name}s` === name));
