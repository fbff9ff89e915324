import type { Json } from '@penstock/kernel';
import { parsePath, type PathSegment } from './field-path';
import { CompileFailure } from './problems';
import type { RuleRun } from './rule-run';
import type { Scope, Value } from './values';

export type Evaluate = (scope: Scope, run: RuleRun) => Value;

type TargetNode = LeafNode | ObjectNode | ListNode;
interface LeafNode {
  readonly kind: 'leaf';
  readonly evaluate: Evaluate;
}
interface ObjectNode {
  readonly kind: 'object';
  readonly members: Map<string, TargetNode>;
}
interface ListNode {
  readonly kind: 'list';
  readonly items: Map<number, TargetNode>;
}

/** Positions a mapping may fill by number; longer lists come from `each`. */
const mostPositions = 1000;

/**
 * The output's shape, known before any record: rules hang at its leaves, names keep the order of the rules. Two rules
 * can therefore never write the same place.
 */
export class TargetTree {
  private readonly root: ObjectNode = { kind: 'object', members: new Map() };

  /** @throws CompileFailure when the path cannot be read or the place is taken. */
  add(target: string, evaluate: Evaluate): void {
    const path = readTarget(target);
    let node: TargetNode = this.root;
    path.forEach((segment, index) => {
      const next = path[index + 1];
      node = childOf(node, segment, {
        target,
        create: () => (next === undefined ? { kind: 'leaf', evaluate } : emptyNode(next)),
        isLast: next === undefined,
      });
    });
  }

  compile(): Evaluate {
    const build = compileObject(this.root);
    return (scope, run) => build(scope, run) ?? {};
  }
}

function readTarget(target: string): readonly PathSegment[] {
  const parsed = parsePath(target);
  if (!parsed.ok) {
    throw new CompileFailure(
      'BAD_TARGET',
      `The target "${target}" cannot be read at character ${parsed.error.position}: ${parsed.error.message}.`,
      'Write it like billing_address.name.',
    );
  }
  if (
    typeof parsed.value[0] === 'number' ||
    parsed.value.some((segment) => typeof segment === 'number' && segment >= mostPositions)
  ) {
    throw new CompileFailure(
      'BAD_TARGET',
      `The target "${target}" starts with a position or uses one above ${mostPositions - 1}.`,
      'Start with a field name; use each for long lists.',
    );
  }
  return parsed.value;
}

interface Placement {
  readonly target: string;
  readonly create: () => TargetNode;
  readonly isLast: boolean;
}

function childOf(node: TargetNode, segment: PathSegment, { target, create, isLast }: Placement): TargetNode {
  const children = childrenOf(node, segment);
  if (!children)
    throw clash('TARGET_OVERLAPS', `The target "${target}" lies inside what another rule fills as a whole.`);
  const existing = children.get(segment);
  if (existing && isLast) {
    const same = existing.kind === 'leaf';
    throw clash(
      same ? 'TARGET_TWICE' : 'TARGET_OVERLAPS',
      same ? `Two rules fill "${target}".` : `"${target}" is filled as a whole and in parts.`,
    );
  }
  const child = existing ?? create();
  if (!existing) children.set(segment, child);
  return child;
}

function childrenOf(node: TargetNode, segment: PathSegment): Map<PathSegment, TargetNode> | undefined {
  if (node.kind === 'object' && typeof segment === 'string') return node.members as Map<PathSegment, TargetNode>;
  return node.kind === 'list' && typeof segment === 'number' ? (node.items as Map<PathSegment, TargetNode>) : undefined;
}

const clash = (code: string, message: string): CompileFailure =>
  new CompileFailure(code, message, 'Keep one of the rules, or give them conditions inside one rule.');

const emptyNode = (next: PathSegment): TargetNode =>
  typeof next === 'number' ? { kind: 'list', items: new Map() } : { kind: 'object', members: new Map() };

function compileNode(node: TargetNode): Evaluate {
  if (node.kind === 'leaf') return node.evaluate;
  return node.kind === 'object' ? compileObject(node) : compileList(node);
}

/** Undefined when no member has a value, so that empty shells are not sent. Paths refuse `__proto__`. */
function compileObject(node: ObjectNode): Evaluate {
  const keys = [...node.members.keys()];
  const members = [...node.members.values()].map(compileNode);
  return (scope, run) => {
    let object: Record<string, Json> | undefined;
    for (let at = 0; at < members.length; at += 1) {
      const value = (members[at] as Evaluate)(scope, run);
      if (value === undefined) continue;
      object ??= {};
      object[keys[at] as string] = value;
    }
    return object;
  };
}

/** Positions without a value become null, because a list cannot have holes. */
function compileList(node: ListNode): Evaluate {
  const items = [...node.items].map(([index, child]) => ({ index, evaluate: compileNode(child) }));
  return (scope, run) => {
    const list: Json[] = [];
    for (const { index, evaluate } of items) {
      const value = evaluate(scope, run);
      if (value === undefined) continue;
      while (list.length < index) list.push(null);
      list[index] = value;
    }
    return list.length === 0 ? undefined : list;
  };
}
