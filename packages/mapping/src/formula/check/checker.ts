import type { FormulaScope } from '../scope';
import { memberOf, itemOf, describedMembers } from '../../types/members';
import { arrayOf, decimalOf, mapOf, marked, membersOf, objectOf, oneOfTexts, types, type Type } from '../../types/type';
import { describeType, upperFirst } from '../../types/type-words';
import { isNullable, nullable, unionOf, withoutNull } from '../../types/union';
import { forbiddenNames } from '../forbidden-names';
import { replacing, wrapping } from '../fixes';
import type {
  BinaryNode,
  ConditionalNode,
  IndexNode,
  ListNode,
  LiteralNode,
  MemberNode,
  NameNode,
  Node,
  ObjectNode,
  UnaryNode,
} from '../syntax/ast';
import { CallChecker } from './calls';
import { closestName } from './closest-name';
import { isImpossible, pathKey, withFacts, type Env, type Facts } from './env';
import { Narrowing } from './narrow';
import { OperatorChecker } from './operators';
import type { Reporter } from './reporter';
import { unlabelled } from './unlabelled';

/** Works out the type of every part of a formula and reports what cannot be right. */
export class Checker {
  readonly typeOf = new Map<Node, Type>();
  readonly narrowing = new Narrowing((node) => this.typeOf.get(node) ?? types.any);
  private readonly calls = new CallChecker(this);
  private readonly operators = new OperatorChecker(this);

  constructor(
    readonly scope: FormulaScope,
    readonly reporter: Reporter,
  ) {}

  infer(node: Node, env: Env): Type {
    const type = this.inferred(node, env);
    this.typeOf.set(node, type);
    return type;
  }

  private inferred(node: Node, env: Env): Type {
    switch (node.kind) {
      case 'literal':
        return literalType(node);
      case 'name':
        return this.name(node, env);
      case 'member':
        return this.member(node, env);
      case 'index':
        return this.index(node, env);
      case 'call':
        return this.calls.infer(node, env);
      case 'unary':
        return this.unary(node, env);
      case 'binary':
        return this.binary(node, env);
      case 'conditional':
        return this.conditional(node, env);
      case 'list':
        return this.list(node, env);
      case 'object':
        return this.object(node, env);
      case 'broken':
        return types.any;
    }
  }

  private name({ name, range }: NameNode, env: Env): Type {
    const known = env.facts.get(name) ?? env.locals.get(name) ?? this.scope.names.get(name);
    if (known) return known;
    if (forbiddenNames.has(name)) return this.forbidden(name, range);
    if (this.scope.open) return types.any;
    const names = [...env.locals.keys(), ...this.scope.names.keys()];
    const close = closestName(name, names);
    this.reporter.report(range, {
      code: 'UNKNOWN_NAME',
      message: `There is no "${name}" here.`,
      hint:
        names.length === 0
          ? 'No data can be read here.'
          : `Start with one of: ${names.slice(0, 8).join(', ')}. Texts stand in quotes.`,
      fixes: [
        ...(close === undefined ? [] : [replacing(range, close)]),
        replacing(range, JSON.stringify(name), 'Make it a text'),
      ],
    });
    return types.any;
  }

  private forbidden(name: string, range: Node['range']): Type {
    this.reporter.report(range, {
      code: 'FORBIDDEN_NAME',
      message: `"${name}" is no data and cannot be read.`,
      hint: 'Name a field of the record.',
    });
    return types.any;
  }

  private member(node: MemberNode, env: Env): Type {
    const before = this.infer(node.object, env);
    if (forbiddenNames.has(node.name)) return this.forbidden(node.name, node.nameRange);
    if (node.name === '') return types.any;
    const fact = factAbout(node, env);
    if (fact) return fact;
    const found = memberOf(before, node.name);
    if (found.known) return found.type;
    this.unknownMember(node, before);
    return types.any;
  }

  private unknownMember({ name, nameRange }: MemberNode, before: Type): void {
    const members = [...describedMembers(before).keys()];
    const holders = membersOf(before).filter(({ kind }) => kind === 'object' || kind === 'map');
    if (holders.length === 0) {
      this.reporter.report(nameRange, {
        code: 'NO_MEMBERS',
        message: `${upperFirst(describeType(withoutNull(before)))} has no field "${name}".`,
        hint:
          before.kind === 'array'
            ? 'Take one item first, e.g. with FIRST, or use map.'
            : 'Delete the dot and the name.',
        rests: [before],
      });
      return;
    }
    const close = closestName(name, members);
    this.reporter.report(nameRange, {
      code: 'UNKNOWN_FIELD',
      message: `There is no field "${name}" here.`,
      hint:
        close === undefined
          ? 'Choose a field of the source, or check the schema of the step before.'
          : `Did you mean ${close}?`,
      fixes: close === undefined ? [] : [replacing(nameRange, close)],
      rests: [before],
    });
  }

  private index(node: IndexNode, env: Env): Type {
    const before = this.infer(node.object, env);
    const index = this.infer(node.index, env);
    const { value } = node.index.kind === 'literal' ? node.index : { value: undefined };
    if (typeof value === 'string' && forbiddenNames.has(value)) return this.forbidden(value, node.index.range);
    const fact = factAbout(node, env);
    if (fact) return fact;
    if (typeof value === 'string') {
      const found = memberOf(before, value);
      if (!found.known)
        this.reporter.report(node.index.range, {
          code: 'UNKNOWN_FIELD',
          message: `There is no field "${value}" here.`,
          hint: 'Choose a field of the source.',
          rests: [before],
        });
      return found.known ? found.type : types.any;
    }
    return this.item(node, before, index);
  }

  private item(node: IndexNode, before: Type, index: Type): Type {
    const item = itemOf(before);
    if (item && membersOf(before).some(({ kind }) => kind === 'any')) {
      this.calls.expect(node.index, index, { kinds: new Set(['int', 'string']), wants: 'a whole number or a text' });
      return types.any;
    }
    if (item) {
      this.calls.expect(node.index, index, { kinds: new Set(['int']), wants: 'a whole number' });
      return nullable(item);
    }
    const values = membersOf(before).flatMap((each) =>
      each.kind === 'map' ? [each.values] : each.kind === 'object' ? [types.any] : [],
    );
    if (values.length > 0) {
      this.calls.expect(node.index, index, { kinds: new Set(['string']), wants: 'a text' });
      return nullable(unionOf(values));
    }
    this.reporter.report(node.range, {
      code: 'NOT_A_LIST',
      message: `${upperFirst(describeType(before))} has no items.`,
      hint: 'Map a list here, or delete the brackets.',
      rests: [before],
    });
    return types.any;
  }

  private unary(node: UnaryNode, env: Env): Type {
    const type = this.infer(node.operand, env);
    if (node.op === '!') {
      this.condition(node.operand, type);
      return marked(types.bool, [unlabelled(type)]);
    }
    return this.operators.negated(node, type);
  }

  private binary(node: BinaryNode, env: Env): Type {
    const left = this.infer(node.left, env);
    if (node.op !== '&&' && node.op !== '||') return this.operators.infer(node, left, this.infer(node.right, env));
    this.condition(node.left, left);
    const facts = this.narrowing.of(node.left, node.op === '&&');
    const right = this.infer(node.right, withFacts(env, facts));
    this.condition(node.right, right);
    return marked(types.bool, [unlabelled(left), unlabelled(right)]);
  }

  /** A condition must be yes or no, and there. */
  condition(node: Node, type: Type): void {
    if (membersOf(type).every(({ kind }) => kind === 'bool' || kind === 'any' || kind === 'never')) return;
    if (isNullable(type) && membersOf(type).some(({ kind }) => kind === 'bool')) {
      this.reporter.report(node.range, {
        code: 'MAY_BE_MISSING',
        message: 'This condition may be missing, and then it is neither yes nor no.',
        hint: 'Compare it with true.',
        fixes: [wrapping(node.range, { before: '', after: ' == true', title: 'Compare with true' })],
        rests: [type],
      });
      return;
    }
    this.reporter.report(node.range, {
      code: 'NOT_A_CONDITION',
      message: `A condition must be yes or no; this is ${describeType(type)}.`,
      hint: 'Compare it with something, or ask has(field).',
      fixes:
        pathKey(node) === undefined
          ? []
          : [wrapping(node.range, { before: 'has(', after: ')', title: 'Ask whether it is there' })],
      rests: [type],
    });
  }

  private conditional(node: ConditionalNode, env: Env): Type {
    const test = this.infer(node.test, env);
    this.condition(node.test, test);
    const [whenTrue, whenFalse] = this.factsOf(node.test);
    const then = this.branch(node.then, env, whenTrue);
    const otherwise = this.branch(node.otherwise, env, whenFalse);
    return marked(unionOf([then, otherwise]), [unlabelled(test)]);
  }

  factsOf(test: Node): readonly [Facts, Facts] {
    return [this.narrowing.of(test, true), this.narrowing.of(test, false)];
  }

  /** One of several ways a formula may take; one that is never taken is told and counts for nothing. */
  branch(node: Node, env: Env, facts: Facts): Type {
    const type = this.infer(node, withFacts(env, facts));
    if (!isImpossible(facts)) return type;
    this.reporter.report(node.range, {
      code: 'UNREACHABLE',
      severity: 'warning',
      message: 'This is never taken: the conditions before it leave no other value.',
      hint: 'Delete it, or correct the condition.',
    });
    return types.never;
  }

  private list({ items }: ListNode, env: Env): Type {
    const inner = items.map((item) => {
      const type = this.infer(item, env);
      this.calls.rounded(item, type);
      return type;
    });
    return arrayOf(inner.length === 0 ? types.never : unionOf(inner));
  }

  private object({ entries }: ObjectNode, env: Env): Type {
    const inner = entries.map(({ key, value }) => {
      const name = this.infer(key, env);
      this.calls.expect(key, name, { kinds: new Set(['string']), wants: 'a text' });
      const type = this.infer(value, env);
      this.calls.rounded(value, type);
      const literal = key.kind === 'literal' && typeof key.value === 'string' ? key.value : undefined;
      if (literal !== undefined && forbiddenNames.has(literal)) this.forbidden(literal, key.range);
      return [literal, type] as const;
    });
    if (inner.every(([name]) => name !== undefined)) return objectOf(inner as [string, Type][]);
    return mapOf(unionOf(inner.map(([, type]) => type)));
  }
}

/** What the conditions around a place say of the path that stands there. */
function factAbout(node: Node, env: Env): Type | undefined {
  const key = env.facts.size === 0 ? undefined : pathKey(node);
  return key === undefined ? undefined : env.facts.get(key);
}

function literalType({ type, value }: LiteralNode): Type {
  switch (type) {
    case 'string':
      return oneOfTexts([value as string]);
    case 'int':
      return typeof value === 'number' ? { kind: 'int', enum: [value] } : types.int;
    case 'decimal':
      return decimalOf(Number((value as { readonly scale: number }).scale));
    case 'bool':
      return { kind: 'bool', value: value as boolean };
    case 'null':
      return types.null;
  }
}
