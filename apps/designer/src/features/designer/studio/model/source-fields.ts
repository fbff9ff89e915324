import type { SourceNode } from '../../mapping/model/source-tree';
import { fieldTree, keyOf, type FieldBranch, type FieldTree } from './field-tree';
import { typeWord } from './type-words';

/** The data a step can take from, as rows: the event, earlier steps, the loops around it. */
export const sourceFields = (tree: readonly SourceNode[]): FieldTree => fieldTree(tree.map((node) => branchOf(node)));

function branchOf(node: SourceNode): FieldBranch {
  return {
    key: keyOf(node.path),
    path: node.path,
    name: lastPart(node.path),
    title: node.title,
    type: typeWord({ kind: node.kind, format: undefined }),
    isRequired: false,
    isList: node.kind === 'list',
    description: undefined,
    choices: [],
    sample: node.sample,
    isUnknown: false,
    children: node.children.map(branchOf),
  };
}

/** `trigger.order["odd.name"]` → `odd.name`. */
export function lastPart(path: string): string {
  const quoted = /\["((?:[^"\\]|\\.)*)"\]$/.exec(path)?.[1];
  return quoted ?? path.split('.').at(-1) ?? path;
}
