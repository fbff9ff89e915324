import type { Decimal } from '@penstock/kernel';
import type { TextRange } from '../diagnostic';

/** A formula as a tree. `broken` stands where nothing readable was written; it was reported and counts as anything. */
export type Node =
  | LiteralNode
  | NameNode
  | MemberNode
  | IndexNode
  | CallNode
  | UnaryNode
  | BinaryNode
  | ConditionalNode
  | ListNode
  | ObjectNode
  | BrokenNode;

interface Placed {
  readonly range: TextRange;
  /** Levels below this one. */
  readonly depth: number;
}

export interface LiteralNode extends Placed {
  readonly kind: 'literal';
  readonly type: 'int' | 'decimal' | 'string' | 'bool' | 'null';
  readonly value: null | boolean | string | number | Decimal;
}
export interface NameNode extends Placed {
  readonly kind: 'name';
  readonly name: string;
}
export interface MemberNode extends Placed {
  readonly kind: 'member';
  readonly object: Node;
  readonly name: string;
  readonly nameRange: TextRange;
}
export interface IndexNode extends Placed {
  readonly kind: 'index';
  readonly object: Node;
  readonly index: Node;
}
export interface CallNode extends Placed {
  readonly kind: 'call';
  readonly name: string;
  readonly nameRange: TextRange;
  /** What stands before the dot of `text.startsWith("A")`. */
  readonly receiver: Node | undefined;
  readonly args: readonly Node[];
}
export interface UnaryNode extends Placed {
  readonly kind: 'unary';
  readonly op: '-' | '!';
  readonly operand: Node;
}
export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | '+' | '-' | '*' | '/' | '%';
export interface BinaryNode extends Placed {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly opRange: TextRange;
  readonly left: Node;
  readonly right: Node;
}
export interface ConditionalNode extends Placed {
  readonly kind: 'conditional';
  readonly test: Node;
  readonly then: Node;
  readonly otherwise: Node;
}
export interface ListNode extends Placed {
  readonly kind: 'list';
  readonly items: readonly Node[];
}
export interface ObjectNode extends Placed {
  readonly kind: 'object';
  readonly entries: readonly { readonly key: Node; readonly value: Node }[];
}
export interface BrokenNode extends Placed {
  readonly kind: 'broken';
}

export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal':
    case 'name':
    case 'broken':
      return [];
    case 'member':
      return [node.object];
    case 'index':
      return [node.object, node.index];
    case 'call':
      return node.receiver ? [node.receiver, ...node.args] : node.args;
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.test, node.then, node.otherwise];
    case 'list':
      return node.items;
    case 'object':
      return node.entries.flatMap(({ key, value }) => [key, value]);
  }
}
