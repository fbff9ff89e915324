/** One field of a schema in a tree that is drawn as rows. */
export interface FieldNode {
  /** Path with list items as `[]`: `trigger.lines[].sku`. Unique in its tree. */
  readonly key: string;
  /** As a rule would write it at the top: a source in a list stands for its first item, `trigger.lines[0].sku`. */
  readonly path: string;
  /** Last part of the path. */
  readonly name: string;
  readonly title: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly isList: boolean;
  readonly description: string | undefined;
  readonly choices: readonly string[];
  /** The connector's source of choices, where the remote side lists them. */
  readonly options?: string | undefined;
  /** From the sample record; undefined when it has none. */
  readonly sample: unknown;
  /** A rule fills it and no schema knows it. */
  readonly isUnknown: boolean;
  readonly depth: number;
  /** Position of the parent; -1 at the top. */
  readonly parent: number;
  /** Position after the last descendant: a node without children ends right after itself. */
  readonly end: number;
}

/** All fields, parents before children: the rows of a fully opened tree. */
export interface FieldTree {
  readonly nodes: readonly FieldNode[];
  readonly positions: ReadonlyMap<string, number>;
}

/** What a builder says about a field; place and extent follow from where it is added. */
export type NewField = Omit<FieldNode, 'depth' | 'parent' | 'end'>;

export interface FieldBranch extends NewField {
  readonly children: readonly FieldBranch[];
}

/** Lists in paths point to every item: `lines[0].sku` and `lines[3].sku` are the same field. */
export const keyOf = (path: string): string => path.replace(/\[\d+\]/g, '[]');

export function fieldTree(branches: readonly FieldBranch[]): FieldTree {
  const nodes: FieldNode[] = [];
  const positions = new Map<string, number>();
  for (const branch of branches) add(branch, { depth: 0, parent: -1, nodes, positions });
  return { nodes, positions };
}

interface Place {
  readonly depth: number;
  readonly parent: number;
  readonly nodes: FieldNode[];
  readonly positions: Map<string, number>;
}

function add({ children, ...field }: FieldBranch, { depth, parent, nodes, positions }: Place): void {
  if (positions.has(field.key)) return;
  const at = nodes.length;
  positions.set(field.key, at);
  nodes.push({ ...field, depth, parent, end: at + 1 });
  for (const child of children) add(child, { depth: depth + 1, parent: at, nodes, positions });
  nodes[at] = { ...(nodes[at] as FieldNode), end: nodes.length };
}

export function nodeOf(tree: FieldTree, key: string | null): FieldNode | undefined {
  const at = key === null ? undefined : tree.positions.get(key);
  return at === undefined ? undefined : tree.nodes[at];
}

export const isLeaf = (tree: FieldTree, at: number): boolean => tree.nodes[at]?.end === at + 1;

/** Keys of everything that can be opened. */
export const branchKeys = (tree: FieldTree): string[] =>
  tree.nodes.flatMap(({ key }, at) => (isLeaf(tree, at) ? [] : [key]));

/** Positions of the ancestors, the nearest first. */
export function ancestorsOf(tree: FieldTree, at: number): number[] {
  const found: number[] = [];
  for (let up = tree.nodes[at]?.parent ?? -1; up >= 0; up = tree.nodes[up]?.parent ?? -1) found.push(up);
  return found;
}

/** The nearest list a field stands in. */
export function listAround(tree: FieldTree, at: number): FieldNode | undefined {
  const up = ancestorsOf(tree, at).find((position) => tree.nodes[position]?.isList);
  return up === undefined ? undefined : tree.nodes[up];
}
