import { formatPath, type PathSegment } from '../../field-path';
import { types, type Type } from '../../types/type';
import { unionOf } from '../../types/union';
import type { Node } from '../syntax/ast';

/** What is known at one place of a formula: items of loops by name, and what conditions around it say of paths. */
export interface Env {
  readonly locals: ReadonlyMap<string, Type>;
  readonly facts: Facts;
}

/** By path: the type a value has where a condition holds. */
export type Facts = ReadonlyMap<string, Type>;

export const noFacts: Facts = new Map();
export const emptyEnv: Env = { locals: new Map(), facts: noFacts };

export function withLocal(env: Env, name: string, type: Type): Env {
  const facts = new Map(
    [...env.facts].filter(([path]) => path !== name && !path.startsWith(`${name}.`) && !path.startsWith(`${name}[`)),
  );
  return { locals: new Map(env.locals).set(name, type), facts };
}

export const withFacts = (env: Env, facts: Facts): Env =>
  facts.size === 0 ? env : { ...env, facts: new Map([...env.facts, ...facts]) };

/** Both are known. */
export const both = (a: Facts, b: Facts): Facts => (a.size === 0 ? b : new Map([...a, ...b]));

/** One or the other is known. */
export function oneOf(a: Facts, b: Facts): Facts {
  const shared = new Map<string, Type>();
  for (const [path, type] of a) {
    const other = b.get(path);
    if (other) shared.set(path, unionOf([type, other]));
  }
  return shared;
}

/** Whether a branch under these facts is ever taken. */
export const isImpossible = (facts: Facts): boolean =>
  [...facts.values()].some((type) => type === types.never || type.kind === 'never');

/** The segments of `order.lines[0].sku`; undefined for what is worked out. */
export function accessPath(node: Node): readonly PathSegment[] | undefined {
  if (node.kind === 'name') return [node.name];
  if (node.kind === 'member') {
    const before = accessPath(node.object);
    return before && node.name !== '' ? [...before, node.name] : undefined;
  }
  if (node.kind !== 'index' || node.index.kind !== 'literal') return undefined;
  const { value } = node.index;
  const before = typeof value === 'string' || typeof value === 'number' ? accessPath(node.object) : undefined;
  return before && [...before, value as PathSegment];
}

export function pathKey(node: Node): string | undefined {
  const path = accessPath(node);
  return path && formatPath(path);
}
