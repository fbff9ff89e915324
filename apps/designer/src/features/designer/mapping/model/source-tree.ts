import type { JsonSchema } from '@penstock/connector-sdk';
import { Decimal, isJsonObject, type Json, type JsonObject } from '@penstock/kernel';
import { formatPath, parsePath, type PathSegment, type Scope } from '@penstock/mapping';
import { fieldsOf, titleOf, type SchemaField } from '../../../../shared/forms/schema-fields';
import { valueOf } from './sample-values';

/** Data a rule may take from, as a tree: what schemas promise, filled up with what the samples show. */
export interface SourceNode {
  readonly path: string;
  readonly title: string;
  readonly kind: SchemaField['kind'];
  /** From the sample record; undefined when it has none. */
  readonly sample: unknown;
  readonly children: readonly SourceNode[];
}

export interface SourceInput {
  readonly title: string;
  readonly path: readonly PathSegment[];
  readonly schema: JsonSchema | undefined;
  readonly sample: unknown;
}

const deepest = 8;

export function sourceTree({ title, path, schema, sample }: SourceInput): SourceNode {
  const fields = schema ? fieldsOf(schema) : [];
  return { path: formatPath(path), title, kind: 'object', sample, children: membersOf(fields, path, sample) };
}

/** What stands at a path of some scope, for a tree of its own: the items of a list inside an each rule. */
export function itemTree(list: SourceNode, alias: string): SourceNode {
  const first: unknown = Array.isArray(list.sample) ? list.sample[0] : undefined;
  const children = list.children.map((child) => rebased(child, `${list.path}[0]`, alias));
  return { path: alias, title: `Each of ${list.title}`, kind: 'object', sample: first, children };
}

/** What stands at a path, under a name of its own: the value of an object rule. */
export const namedTree = (node: SourceNode, alias: string): SourceNode => ({
  path: alias,
  title: node.title,
  kind: node.kind,
  sample: node.sample,
  children: node.children.map((child) => rebased(child, node.path, alias)),
});

/** Every node, parents before children. */
export function flattened(nodes: readonly SourceNode[]): SourceNode[] {
  return nodes.flatMap((node) => [node, ...flattened(node.children)]);
}

export function findSource(nodes: readonly SourceNode[], path: string): SourceNode | undefined {
  return flattened(nodes).find((node) => node.path === path);
}

/**
 * A place somebody typed, e.g. `trigger.lines`: of an event whose fields nobody has declared or seen yet. Undefined for
 * what is no path, is in the tree already, or begins elsewhere than the tree does.
 */
export function typedSource(tree: readonly SourceNode[], sample: Scope, text: string): SourceNode | undefined {
  const isBelow = tree.some(({ path }) => text.startsWith(`${path}.`) || text.startsWith(`${path}[`));
  if (!isBelow || !parsePath(text).ok || findSource(tree, text)) return undefined;
  const value = valueOf(text, sample);
  return { path: text, title: text, kind: kindOfValue(value), sample: value, children: [] };
}

/** Nodes whose path or title holds every word, and their parents. */
export function matchingSources(nodes: readonly SourceNode[], search: string): SourceNode[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...nodes];
  return nodes.flatMap((node) => {
    const text = `${node.path} ${node.title}`.toLowerCase();
    const children = matchingSources(node.children, search);
    const matches = words.every((word) => text.includes(word));
    return matches || children.length > 0
      ? [{ ...node, children: matches && children.length === 0 ? node.children : children }]
      : [];
  });
}

/** What Enter takes of the shown nodes: the path that was typed, else the first field the search names; null without a search. */
export function bestSource(shown: readonly SourceNode[], search: string, listsOnly: boolean): SourceNode | null {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const all = listsOnly ? flattened(shown).filter(({ kind }) => kind === 'list') : flattened(shown.flatMap(({ children }) => children));
  const isNamed = ({ path, title }: SourceNode): boolean => words.every((word) => `${lastPart(path)} ${title}`.toLowerCase().includes(word));
  return all.find(({ path }) => path === search.trim()) ?? all.find(isNamed) ?? all[0] ?? null;
}

/** As the list names it. */
export const lastPart = (path: string): string => path.split('.').at(-1) ?? path;

function membersOf(fields: readonly SchemaField[], path: readonly PathSegment[], sample: unknown): SourceNode[] {
  if (path.length > deepest) return [];
  const values = isJsonObject(sample as Json) ? (sample as JsonObject) : {};
  const known = fields.map((field) =>
    nodeOf(field.title, field, { path: [...path, field.name], sample: values[field.name] }),
  );
  const names = new Set(fields.map(({ name }) => name));
  const observed = Object.entries(values).filter(([name]) => !names.has(name));
  return [
    ...known,
    ...observed.map(([name, value]) => nodeOf(titleOf(name), undefined, { path: [...path, name], sample: value })),
  ];
}

interface Found {
  readonly path: readonly PathSegment[];
  readonly sample: unknown;
}

function nodeOf(title: string, field: SchemaField | undefined, { path, sample }: Found): SourceNode {
  const kind = field && field.kind !== 'any' ? field.kind : kindOfValue(sample);
  const node = { path: formatPath(path), title, kind, sample };
  if (kind === 'object') return { ...node, children: membersOf(field?.fields ?? [], path, sample) };
  if (kind !== 'list') return { ...node, children: [] };
  const first: unknown = Array.isArray(sample) ? sample[0] : undefined;
  return { ...node, children: membersOf(field?.item?.fields ?? [], [...path, 0], first) };
}

function kindOfValue(value: unknown): SchemaField['kind'] {
  if (typeof value === 'number' || value instanceof Decimal) return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return 'list';
  if (isJsonObject(value as Json)) return 'object';
  return typeof value === 'string' ? 'text' : 'any';
}

function rebased(node: SourceNode, from: string, to: string): SourceNode {
  const path = node.path.startsWith(from) ? `${to}${node.path.slice(from.length)}` : node.path;
  return { ...node, path, children: node.children.map((child) => rebased(child, from, to)) };
}
