import { setOwn, type Json } from '@penstock/kernel';

const deepestElement = 48;

/**
 * An XML document as records: attributes as `@name`, repeated elements as lists, an element with nothing but text as
 * that text. Undefined for what is not well formed or nested too deep. The browser's parser loads nothing from outside.
 */
export function readXml(text: string): Json | undefined {
  const document = new DOMParser().parseFromString(text, 'text/xml');
  const root = document.documentElement;
  if (document.querySelector('parsererror') || !root) return undefined;
  const content = contentOf(root, deepestElement);
  if (content === undefined) return undefined;
  return { [root.localName]: content };
}

function contentOf(element: Element, levels: number): Json | undefined {
  if (levels === 0) return undefined;
  const members = new Map<string, Json[]>();
  for (const { name, value } of element.attributes) if (!name.startsWith('xmlns')) members.set(`@${name}`, [value]);
  for (const child of element.children) {
    const content = contentOf(child, levels - 1);
    if (content === undefined) return undefined;
    members.set(child.localName, [...(members.get(child.localName) ?? []), content]);
  }
  const text = element.textContent?.trim() ?? '';
  if (members.size === 0) return text;
  const record: Record<string, Json> = {};
  for (const [name, contents] of members)
    setOwn(record, name, contents.length === 1 ? (contents[0] as Json) : contents);
  return record;
}
