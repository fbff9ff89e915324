import { ConnectorFailure } from '@penstock/connector-sdk';
import { Decimal, setOwn, type Json } from '@penstock/kernel';
import { SaxesParser } from 'saxes';
import { malformed, unwritable } from './malformed';

export interface XmlElement {
  /** Without namespace prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Own text, trimmed. */
  readonly text: string;
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const deepest = 100;
const mostElements = 500_000;

/** A well-formed document as a tree. A DOCTYPE is refused: it could define entities that grow without end or name files. */
export function parseXml(text: string): XmlElement {
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  const parser = new SaxesParser({ position: true });
  const refuse = (what: string) => {
    throw malformed(what, `line ${parser.line}`);
  };
  parser.on('doctype', () => refuse('holds a DOCTYPE, which is not taken'));
  parser.on('error', (error) => refuse(`is not well-formed XML (${error.message.replace(/^\d+:\d+: /, '')})`));
  parser.on('opentag', ({ name, attributes }) => {
    if ((count += 1) > mostElements || open.length >= deepest) refuse('has too many or too deeply nested elements');
    open.push({ name: localName(name), attributes: localAttributes(attributes), children: [], text: '' });
  });
  const addText = (part: string) => {
    const element = open.at(-1);
    if (element) element.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (!closed) return;
    const element = { ...closed, text: closed.text.trim() };
    if (open.length === 0) root = element;
    else open.at(-1)?.children.push(element);
  });
  try {
    parser.write(text.startsWith('\uFEFF') ? text.slice(1) : text).close();
  } catch (error) {
    if (error instanceof ConnectorFailure) throw error;
    throw malformed('is not well-formed XML');
  }
  if (!root) throw malformed('holds no XML element');
  return root;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const localAttributes = (attributes: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
      .map(([name, value]) => [localName(name), String(value)]),
  );

/** The first child of that name, and so on down the path. */
export function find(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((found, name) => found?.children.find((child) => child.name === name), element);
}

export const all = (element: XmlElement | undefined, name: string): readonly XmlElement[] => element?.children.filter((child) => child.name === name) ?? [];

export const textAt = (element: XmlElement | undefined, ...path: readonly string[]): string => find(element, ...path)?.text ?? '';

/**
 * As JSON: attributes are `@name`, text beside them `#text`, an element with text alone is that text. Elements named in
 * `lists` are always lists, so that one and many look the same; others become a list when they repeat.
 */
export function xmlToJson({ attributes, children, text }: XmlElement, lists: ReadonlySet<string>): Json {
  const members: Record<string, Json> = {};
  for (const [name, value] of Object.entries(attributes)) setOwn(members, `@${name}`, value);
  for (const name of new Set(children.map((child) => child.name))) {
    const values = children.filter((child) => child.name === name).map((child) => xmlToJson(child, lists));
    setOwn(members, name, values.length > 1 || lists.has(name) ? values : (values[0] ?? null));
  }
  if (Object.keys(members).length === 0) return text;
  return text === '' ? members : { ...members, '#text': text };
}

const elementName = /^[A-Za-z_][A-Za-z0-9_.-]{0,100}$/;

/** The reverse of `xmlToJson`, with a declaration. @throws ConnectorFailure FILE_NOT_WRITTEN for names and characters XML cannot hold. */
export function jsonToXml(root: string, value: Json): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, value)}\n`;
}

function elementText(name: string, value: Json): string {
  if (!elementName.test(name)) throw unwritable(`“${name.slice(0, 40)}” cannot be the name of an XML element`);
  if (Array.isArray(value)) return value.map((item: Json) => elementText(name, item)).join('');
  if (value === null) return `<${name}/>`;
  if (typeof value !== 'object' || value instanceof Decimal) return `<${name}>${escaped(String(value))}</${name}>`;
  const members = Object.entries(value as Readonly<Record<string, Json>>);
  const attributes = members.filter(([key]) => key.startsWith('@')).map(([key, item]) => attributeText(key.slice(1), item));
  const content = members.filter(([key]) => !key.startsWith('@')).map(([key, item]) => (key === '#text' ? escaped(String(item)) : elementText(key, item)));
  return `<${name}${attributes.join('')}>${content.join('')}</${name}>`;
}

function attributeText(name: string, value: Json): string {
  if (!elementName.test(name)) throw unwritable(`“${name.slice(0, 40)}” cannot be the name of an XML attribute`);
  return ` ${name}="${escaped(String(value))}"`;
}

function escaped(text: string): string {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text)) throw unwritable('A value holds a control character that XML cannot hold');
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;');
}
