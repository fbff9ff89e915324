import { findFunction } from '../functions/catalogue';
import { memberOf } from '../../types/members';
import { membersOf, types, withMarks, type Type } from '../../types/type';
import { unionOf, withoutNull } from '../../types/union';
import type { BinaryNode, CallNode, Node } from '../syntax/ast';
import { both, noFacts, oneOf, pathKey, type Facts } from './env';

type Literal = string | number | boolean;

/**
 * What a condition tells about paths when it holds (`truth`) or does not: `has(x)` and `x != null` that a value is
 * there, `x == "A"` and `x in ["A", "B"]` which values it may have, `x.kind == "card"` which of several objects it is.
 */
export class Narrowing {
  constructor(private readonly typeOf: (node: Node) => Type) {}

  of(node: Node, truth: boolean): Facts {
    switch (node.kind) {
      case 'unary':
        return node.op === '!' ? this.of(node.operand, !truth) : noFacts;
      case 'binary':
        return this.ofBinary(node, truth);
      case 'call':
        return this.ofCall(node, truth);
      case 'name':
      case 'member':
      case 'index':
        return this.ofLiteral(node, truth, true);
      default:
        return noFacts;
    }
  }

  private ofBinary(node: BinaryNode, truth: boolean): Facts {
    const { op, left, right } = node;
    if (op === '&&' || op === '||') {
      const [a, b] = [this.of(left, truth), this.of(right, truth)];
      return (op === '&&') === truth ? both(a, b) : oneOf(a, b);
    }
    if (op === '==' || op === '!=') {
      const isEqual = (op === '==') === truth;
      const literal = literalOf(right) ?? literalOf(left);
      const node = literalOf(right) ? left : right;
      return literal ? this.ofEquality(node, literal.value, isEqual) : noFacts;
    }
    return op === 'in' && right.kind === 'list' ? this.ofChoices(left, right.items, truth) : noFacts;
  }

  private ofEquality(node: Node, value: Literal | null, isEqual: boolean): Facts {
    if (value === null) return isEqual ? this.fact(node, types.null) : this.present(node);
    return this.ofLiteral(node, isEqual, value);
  }

  private ofLiteral(node: Node, isEqual: boolean, value: Literal): Facts {
    const type = this.typeOf(node);
    const narrowed = isEqual ? only(type, value) : without(type, value);
    if (narrowed === type) return noFacts;
    return both(
      this.ofParent(node, value, isEqual),
      both(isEqual ? this.present(node) : noFacts, this.fact(node, narrowed)),
    );
  }

  /** Of several objects, those that can have this value in this member. */
  private ofParent(node: Node, value: Literal, isEqual: boolean): Facts {
    if (node.kind !== 'member') return noFacts;
    const type = this.typeOf(node.object);
    const parts = membersOf(type);
    if (parts.filter(({ kind }) => kind === 'object').length < 2) return noFacts;
    const left = parts.filter(
      (part) =>
        part.kind !== 'object' || (isEqual ? only : without)(memberOf(part, node.name).type, value).kind !== 'never',
    );
    return left.length === parts.length
      ? noFacts
      : this.fact(node.object, unionOf(left.filter(({ kind }) => !isEqual || kind !== 'null')));
  }

  private ofChoices(node: Node, items: readonly Node[], truth: boolean): Facts {
    const values = items.map(literalOf);
    const type = this.typeOf(node);
    if (values.some((literal) => typeof literal?.value !== 'string' && typeof literal?.value !== 'number'))
      return noFacts;
    const literals = values.map((literal) => literal?.value as Literal);
    if (!truth) return this.fact(node, literals.reduce(without, type));
    return both(this.present(node), this.fact(node, unionOf(literals.map((value) => only(type, value)))));
  }

  private ofCall({ name, receiver, args }: CallNode, truth: boolean): Facts {
    const callable = findFunction(name);
    const form = callable && 'form' in callable ? callable.form.name : undefined;
    const [first] = receiver ? [receiver, ...args] : args;
    if (!first) return noFacts;
    switch (form) {
      case 'has':
        return truth ? this.present(first) : noFacts;
      case 'ISBLANK':
        return truth ? noFacts : this.present(first);
      case 'NOT':
        return this.of(first, !truth);
      case 'AND':
      case 'OR': {
        const each = args.map((arg) => this.of(arg, truth));
        return each.reduce((form === 'AND') === truth ? both : oneOf);
      }
      default:
        return noFacts;
    }
  }

  /** A value that is there, and so is everything it lies in. */
  private present(node: Node): Facts {
    const inner = node.kind === 'member' || node.kind === 'index' ? this.present(node.object) : noFacts;
    return both(inner, this.fact(node, withoutNull(this.typeOf(node))));
  }

  private fact(node: Node, type: Type): Facts {
    const key = pathKey(node);
    return key === undefined ? noFacts : new Map([[key, type]]);
  }
}

export function literalOf(node: Node): { readonly value: Literal | null } | undefined {
  if (node.kind !== 'literal' || typeof node.value === 'object')
    return node.kind === 'literal' && node.value === null ? { value: null } : undefined;
  return { value: node.value };
}

/** The part of a type that can equal a literal. */
export function only(type: Type, value: Literal): Type {
  return unionOf(
    membersOf(type).map((member): Type => {
      if (member.kind === 'string' && typeof value === 'string')
        return !member.enum || member.enum.includes(value)
          ? withMarks({ kind: 'string', enum: [value] }, marksOf(member))
          : types.never;
      if (member.kind === 'int' && typeof value === 'number')
        return !member.enum || member.enum.includes(value)
          ? withMarks({ kind: 'int', enum: [value] }, marksOf(member))
          : types.never;
      if (member.kind === 'bool' && typeof value === 'boolean')
        return member.value === undefined || member.value === value ? { kind: 'bool', value } : types.never;
      if (member.kind === 'any' || member.kind === 'decimal' || member.kind === 'float') return member;
      return typeof value === 'string' && (member.kind === 'date' || member.kind === 'dateTime') ? member : types.never;
    }),
  );
}

/** What is left of a type when it does not equal a literal. */
export function without(type: Type, value: Literal): Type {
  if (!membersOf(type).some((member) => holds(member, value))) return type;
  return unionOf(
    membersOf(type).map((member): Type => {
      if (member.kind === 'string' && member.enum)
        return rest(
          member.enum.filter((choice) => choice !== value),
          (left) => ({ ...member, enum: left }),
        );
      if (member.kind === 'int' && member.enum)
        return rest(
          member.enum.filter((choice) => choice !== value),
          (left) => ({ ...member, enum: left }),
        );
      if (member.kind === 'bool' && typeof value === 'boolean')
        return member.value === value ? types.never : { kind: 'bool', value: !value };
      return member;
    }),
  );
}

function holds(member: Type, value: Literal): boolean {
  if (member.kind === 'string') return member.enum?.includes(value as string) ?? false;
  if (member.kind === 'int') return member.enum?.includes(value as number) ?? false;
  return member.kind === 'bool' && typeof value === 'boolean';
}

const rest = <T>(left: readonly T[], make: (left: readonly T[]) => Type): Type =>
  left.length === 0 ? types.never : make(left);

const marksOf = ({ observed, labels }: Type) => ({ ...(observed && { observed }), ...(labels && { labels }) });
