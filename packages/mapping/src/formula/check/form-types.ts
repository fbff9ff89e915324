import { itemOf } from '../../types/members';
import { arrayOf, marked, membersOf, types, type Type } from '../../types/type';
import { describeType } from '../../types/type-words';
import { isNullable, unionOf, withoutNull } from '../../types/union';
import type { ConstantValue, ValueTable } from '../../document';
import { loops, type FormName } from '../functions/forms';
import { replacing } from '../fixes';
import type { CallNode, Node } from '../syntax/ast';
import type { CallChecker } from './calls';
import type { Checker } from './checker';
import { unlabelled } from './unlabelled';
import { closestName } from './closest-name';
import { noFacts, pathKey, withFacts, withLocal, type Env } from './env';
import { only, literalOf, without } from './narrow';
import { areComparable } from './operator-types';

interface FormCall {
  readonly node: CallNode;
  readonly args: readonly Node[];
  readonly env: Env;
}

/** Types of forms: choices know more in each branch, loops give their item a name. */
export class FormChecker {
  constructor(
    private readonly checker: Checker,
    private readonly calls: CallChecker,
  ) {}

  infer(name: FormName, call: FormCall): Type {
    if (loops.has(name)) return this.loop(name, call);
    switch (name) {
      case 'IF':
        return this.choice(call);
      case 'SWITCH':
        return this.cases(call);
      case 'AND':
      case 'OR':
      case 'NOT':
        return this.conditions(name, call);
      case 'has':
        return this.presence(call);
      case 'COALESCE':
        return this.firstPresent(call);
      case 'IFERROR':
        return unionOf(this.inferAll(call));
      case 'TABLE':
        return this.table(call);
      default:
        return marked(types.bool, this.inferAll(call).map(unlabelled));
    }
  }

  private inferAll({ args, env }: FormCall): Type[] {
    return args.map((arg) => this.checker.infer(arg, env));
  }

  private choice({ args, env }: FormCall): Type {
    const [test, then, otherwise] = args as [Node, Node, Node | undefined];
    const asked = this.checker.infer(test, env);
    this.checker.condition(test, asked);
    const [whenTrue, whenFalse] = this.checker.factsOf(test);
    const results = [
      this.checker.branch(then, env, whenTrue),
      otherwise ? this.checker.branch(otherwise, env, whenFalse) : types.null,
    ];
    return marked(unionOf(results), [unlabelled(asked)]);
  }

  private cases({ args, env }: FormCall): Type {
    const [subject, ...rest] = args as [Node, ...Node[]];
    let left = this.checker.infer(subject, env);
    const key = pathKey(subject);
    const results: Type[] = [];
    for (let at = 0; at + 1 < rest.length; at += 2) {
      const [value, result] = [rest[at] as Node, rest[at + 1] as Node];
      const type = this.checker.infer(value, env);
      this.comparable(value, type, left);
      const literal = literalOf(value)?.value;
      const known = literal === undefined || literal === null ? left : only(left, literal);
      results.push(
        this.checker.branch(
          result,
          env,
          key === undefined || literal === undefined ? noFacts : new Map([[key, known]]),
        ),
      );
      if (literal !== undefined && literal !== null) left = without(left, literal);
    }
    const fallback = rest.length % 2 === 1 ? (rest.at(-1) as Node) : undefined;
    if (fallback) results.push(this.checker.infer(fallback, env));
    else if (left.kind !== 'never') results.push(types.null);
    return unionOf(results);
  }

  private comparable(node: Node, type: Type, subject: Type): void {
    if (areComparable(type, subject)) return;
    this.checker.reporter.report(node.range, {
      code: 'NEVER_EQUAL',
      message: `${describeType(type)} never equals ${describeType(subject)}.`,
      hint: 'Write a value of the same kind.',
      rests: [type, subject],
    });
  }

  private conditions(name: 'AND' | 'OR' | 'NOT', { args, env }: FormCall): Type {
    let known = env;
    const inferred = args.map((arg) => {
      const type = this.checker.infer(arg, known);
      this.checker.condition(arg, type);
      if (name !== 'NOT') known = withFacts(known, this.checker.narrowing.of(arg, name === 'AND'));
      return type;
    });
    return marked(types.bool, inferred.map(unlabelled));
  }

  private presence({ args, env, node }: FormCall): Type {
    const [field] = args as [Node];
    const type = this.checker.infer(field, env);
    if (field.kind !== 'member' && field.kind !== 'index' && field.kind !== 'name') {
      this.checker.reporter.report(node.range, {
        code: 'NOT_A_FIELD',
        message: 'has asks about a field of the data.',
        hint: 'Write a field, such as has(order.note).',
      });
    }
    return marked(types.bool, [unlabelled(type)]);
  }

  private firstPresent({ args, env }: FormCall): Type {
    const inferred = args.map((arg) => this.checker.infer(arg, env));
    const last = inferred.at(-1) ?? types.null;
    for (const [at, type] of inferred.slice(0, -1).entries()) {
      if (isNullable(type) || membersOf(type).some(({ kind }) => kind === 'any')) continue;
      this.checker.reporter.report((args[at + 1] as Node).range, {
        code: 'UNREACHABLE',
        severity: 'warning',
        message: 'This is never taken: the value before it is always there.',
        hint: 'Delete it.',
      });
      break;
    }
    return unionOf([...inferred.slice(0, -1).map(withoutNull), last]);
  }

  private table({ args, env }: FormCall): Type {
    const [nameNode, key] = args as [Node, Node];
    this.checker.infer(nameNode, env);
    const keyType = this.checker.infer(key, env);
    this.calls.expect(key, keyType, {
      kinds: new Set(['string', 'int', 'decimal', 'bool', 'date', 'dateTime']),
      wants: 'a text, a number or yes/no',
    });
    const name = literalOf(nameNode)?.value;
    const { tables } = this.checker.scope;
    const table = typeof name === 'string' && Object.hasOwn(tables, name) ? tables[name] : undefined;
    if (table) return tableType(table, keyType);
    const close = closestName(String(name), Object.keys(tables));
    this.checker.reporter.report(nameNode.range, {
      code: 'UNKNOWN_TABLE',
      message:
        typeof name === 'string'
          ? `There is no value table "${name}".`
          : 'The name of a value table must be written in the formula.',
      hint: 'Create it or choose another one.',
      fixes: close === undefined ? [] : [replacing(nameNode.range, JSON.stringify(close))],
    });
    return types.any;
  }

  private loop(name: FormName, { args, env }: FormCall): Type {
    const [source, item, ...rest] = args as [Node, Node, ...Node[]];
    const list = this.checker.infer(source, env);
    const items = this.itemsOf(source, list);
    const inner = this.named(item, items, env);
    const condition = name === 'map' ? (rest.length === 2 ? rest[0] : undefined) : rest[0];
    const value = name === 'map' ? rest.at(-1) : undefined;
    if (condition) this.checker.condition(condition, this.checker.infer(condition, inner));
    if (name === 'filter') return arrayOf(marked(items, [list]));
    if (!value) return marked(types.bool, [unlabelled(list)]);
    const known = condition ? withFacts(inner, this.checker.narrowing.of(condition, true)) : inner;
    const made = this.checker.infer(value, known);
    this.calls.rounded(value, made);
    return arrayOf(made);
  }

  private itemsOf(source: Node, list: Type): Type {
    const isNames = membersOf(list).every(({ kind }) => kind === 'map' || kind === 'object');
    if (isNames) return types.string;
    this.calls.expect(source, list, { kinds: new Set(['array']), wants: 'a list' });
    return itemOf(withoutNull(list)) ?? types.any;
  }

  private named(item: Node, type: Type, env: Env): Env {
    if (item.kind === 'name') {
      this.checker.typeOf.set(item, type);
      return withLocal(env, item.name, type);
    }
    this.checker.reporter.report(item.range, {
      code: 'NAME_EXPECTED',
      message: 'Here a name for the item is expected.',
      hint: 'Write one word, such as line.',
    });
    return env;
  }
}

/** What a value table gives: the values of its rows, and what becomes of a key without a row. */
export function tableType(table: ValueTable, key: Type): Type {
  const rows = table.rows.map(([, value]) => typeOfConstant(value));
  const unmatched =
    table.unmatched === 'pass' ? [key] : table.unmatched === 'default' ? [typeOfConstant(table.default ?? null)] : [];
  return marked(unionOf([...rows, ...unmatched]), [unlabelled(key)]);
}

export function typeOfConstant(value: ConstantValue): Type {
  if (value === null) return types.null;
  if (typeof value === 'string') return { kind: 'string', enum: [value] };
  if (typeof value === 'boolean') return { kind: 'bool', value };
  if (typeof value === 'number')
    return Number.isInteger(value) ? { kind: 'int', enum: [value] } : { kind: 'decimal', scale: decimalsOf(value) };
  if (Array.isArray(value)) return arrayOf(unionOf(value.map(typeOfConstant)));
  const props = Object.entries(value).map(
    ([name, member]) => [name, { type: typeOfConstant(member as ConstantValue), required: true }] as const,
  );
  return { kind: 'object', props: new Map(props), open: false };
}

const decimalsOf = (value: number): number => /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 20;
