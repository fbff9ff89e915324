import { formatPath } from '../../field-path';
import { findFunction } from '../functions/catalogue';
import { loops } from '../functions/forms';
import { childrenOf, type CallNode, type Node } from '../syntax/ast';
import { parseFormula } from '../syntax/parser';
import { argumentsOf } from './calls';
import { accessPath } from './env';

/** Every path a formula reads, whole ones only; the items of its loops are left out. */
export function formulaPaths(text: string): readonly string[] {
  return readPaths(parseFormula(text).root);
}

function readPaths(root: Node): readonly string[] {
  const paths = new Set<string>();
  collect(root, paths, new Set());
  return [...paths];
}

function collect(node: Node, paths: Set<string>, locals: ReadonlySet<string>): void {
  const path = accessPath(node);
  if (path) {
    if (!locals.has(String(path[0]))) paths.add(formatPath(path));
    return;
  }
  if (node.kind !== 'call') {
    for (const child of childrenOf(node)) collect(child, paths, locals);
    return;
  }
  const args = argumentsOf(node);
  const [source, item, ...body] = args;
  if (!isLoop(node) || !source || item?.kind !== 'name') {
    for (const arg of args) collect(arg, paths, locals);
    return;
  }
  collect(source, paths, locals);
  for (const part of body) collect(part, paths, new Set([...locals, item.name]));
}

function isLoop({ name }: CallNode): boolean {
  const callable = findFunction(name);
  return callable !== undefined && 'form' in callable && loops.has(callable.form.name);
}
