import type { ValueTable } from '../../document';
import { compileGetter, reader, type Getter } from '../../field-path';
import { ValueFailure } from '../../problems';
import type { Value } from '../../values';
import { argumentsOf, constantOf } from '../check/calls';
import { accessPath } from '../check/env';
import { forbiddenNames } from '../forbidden-names';
import { findFunction } from '../functions/catalogue';
import type { FunctionDefinition, RunFunction } from '../functions/definition';
import type { Parameter } from '../functions/parameter';
import type { BinaryNode, CallNode, ConditionalNode, IndexNode, MemberNode, Node, ObjectNode } from '../syntax/ast';
import { binaryRun } from './binary';
import { compileForm } from './forms';
import type { FormulaList, FormulaValue } from './formula-value';
import { negate } from './arithmetic';
import { choose, constant, folded, sizeOf, type Part, type RunFormula } from './part';
import { truthOf } from './truth';

export interface CompilerSurroundings {
  readonly sources: ReadonlyMap<string, Getter>;
  readonly tables: Readonly<Record<string, ValueTable>>;
}

export class FormulaCompiler {
  private readonly slots = new Map<string, number>();
  private depth = 0;

  constructor(readonly surroundings: CompilerSurroundings) {}

  /** A formula costs as many steps as it has parts, and its loops that much again for every item. */
  compile(root: Node): RunFormula {
    const { run, value } = this.part(root);
    if (value) return () => value.is;
    const cost = sizeOf(root);
    return (scope, frame) => {
      frame.budget.charge(cost);
      return run(scope, frame);
    };
  }

  part(node: Node): Part {
    switch (node.kind) {
      case 'literal':
        return constant(node.value);
      case 'name':
        return { run: this.name(node.name) };
      case 'member':
        return this.member(node);
      case 'index':
        return this.index(node);
      case 'call':
        return this.call(node);
      case 'unary':
        return this.unary(node.op, this.part(node.operand));
      case 'binary':
        return this.binary(node);
      case 'conditional':
        return this.conditional(node);
      case 'list':
        return this.list(node.items.map((item) => this.part(item)));
      case 'object':
        return this.object(node);
      case 'broken':
        return constant(null);
    }
  }

  /** Compiles with a name bound to a slot of the frame: the item of a loop. */
  withItem<T>(name: string, compile: (slot: number) => T): T {
    const before = this.slots.get(name);
    const slot = this.depth;
    this.depth += 1;
    this.slots.set(name, slot);
    const made = compile(slot);
    this.depth -= 1;
    if (before === undefined) this.slots.delete(name);
    else this.slots.set(name, before);
    return made;
  }

  private name(name: string): RunFormula {
    const slot = this.slots.get(name);
    if (slot !== undefined) return (_, frame) => frame.locals[slot];
    const source = this.surroundings.sources.get(name);
    if (source) return (scope) => source(scope) ?? null;
    const read = reader(name);
    return (scope) => read(scope) ?? null;
  }

  private member(node: MemberNode): Part {
    const whole = this.wholePath(node);
    if (whole) return { run: whole };
    const { object, name } = node;
    const { run, value } = this.part(object);
    const read = reader(name) as (value: FormulaValue) => FormulaValue;
    return folded((scope, frame) => read(run(scope, frame)) ?? null, [value]);
  }

  /** A path from a name of the record is read in one go. */
  private wholePath(node: MemberNode): RunFormula | undefined {
    const path = accessPath(node);
    const root = String(path?.[0]);
    if (!path || this.slots.has(root) || this.surroundings.sources.has(root)) return undefined;
    const read = compileGetter(path);
    return (scope) => read(scope) ?? null;
  }

  private index({ object, index }: IndexNode): Part {
    const [list, at] = [this.part(object), this.part(index)];
    const known = at.value?.is;
    if (typeof known === 'string' || (typeof known === 'number' && known >= 0)) {
      const read = reader(known) as (value: FormulaValue) => FormulaValue;
      return folded((scope, frame) => read(list.run(scope, frame)) ?? null, [list.value]);
    }
    return folded((scope, frame) => itemAt(list.run(scope, frame), at.run(scope, frame)), [list.value, at.value]);
  }

  private unary(op: '-' | '!', { run, value }: Part): Part {
    if (op === '!') return folded((scope, frame) => !truthOf(run(scope, frame)), [value]);
    return folded((scope, frame) => negate(run(scope, frame)), [value]);
  }

  private binary(node: BinaryNode): Part {
    const [left, right] = [this.part(node.left), this.part(node.right)];
    return folded(binaryRun(node.op, left, right), [left.value, right.value]);
  }

  private conditional({ test, then, otherwise }: ConditionalNode): Part {
    return choose(this.part(test), this.part(then), this.part(otherwise));
  }

  private list(items: readonly Part[]): Part {
    const runs = items.map(({ run }) => run);
    return folded(
      (scope, frame) => runs.map((run) => run(scope, frame)),
      items.map(({ value }) => value),
    );
  }

  private object({ entries }: ObjectNode): Part {
    const parts = entries.map(({ key, value }) => ({ key: this.part(key), value: this.part(value) }));
    return folded(
      (scope, frame) => {
        const made: Record<string, FormulaValue> = {};
        for (const { key, value } of parts) made[nameFrom(key.run(scope, frame))] = value.run(scope, frame);
        return made as FormulaValue;
      },
      parts.flatMap(({ key, value }) => [key.value, value.value]),
    );
  }

  private call(node: CallNode): Part {
    const callable = findFunction(node.name);
    const args = argumentsOf(node);
    if (!callable) return constant(null);
    if ('form' in callable) return compileForm(callable.form.name, args, this);
    const parts = args.map((arg) => this.part(arg));
    const run = callable.definition.prepare(args.map(constantOf));
    return folded(
      callRun(callable.definition, parts, run),
      parts.map(({ value }) => value),
    );
  }
}

function itemAt(value: FormulaValue, index: FormulaValue): FormulaValue {
  if (typeof index === 'string') return forbiddenNames.has(index) ? null : (reader(index)(value as Value) ?? null);
  if (typeof index === 'number' && Array.isArray(value)) return (value as FormulaList)[index] ?? null;
  if (value === null || value === undefined) return null;
  throw new ValueFailure(
    'WRONG_KIND',
    'An index must be a whole number for a list and a text for an object.',
    'Convert it with INT or TEXT.',
  );
}

function nameFrom(value: FormulaValue): string {
  if (typeof value === 'string' && !forbiddenNames.has(value)) return value;
  throw new ValueFailure(
    'WRONG_KIND',
    'The name of a member must be a text, and none that objects have of their own.',
    'Write the name in quotes.',
  );
}

function callRun({ parameters }: FunctionDefinition, parts: readonly Part[], run: RunFunction): RunFormula {
  const last = parameters.at(-1);
  if (last?.many) return callOfMany(parameters, parts, run);
  const reads = parameters.map((parameter) => parameter.read);
  const runs = parts.map((part) => part.run);
  const [first, second] = runs;
  const [readFirst, readSecond] = reads;
  if (first && readFirst && runs.length === 1) return (scope, frame) => run([readFirst(first(scope, frame))], frame);
  if (first && second && readFirst && readSecond && runs.length === 2) {
    const known = readBeforehand(readSecond, parts[1]?.value);
    return known
      ? (scope, frame) => run([readFirst(first(scope, frame)), known.is], frame)
      : (scope, frame) => run([readFirst(first(scope, frame)), readSecond(second(scope, frame))], frame);
  }
  return (scope, frame) =>
    run(
      runs.map((each, at) => (reads[at] as Parameter['read'])(each(scope, frame))),
      frame,
    );
}

/** The last parameter takes all remaining arguments as a list. */
function callOfMany(parameters: readonly Parameter[], parts: readonly Part[], run: RunFunction): RunFormula {
  const runs = parts.map((part) => part.run);
  const fixed = parameters.length - 1;
  const reads = runs.map((_, at) => (parameters[Math.min(at, fixed)] as Parameter).read);
  return (scope, frame) => {
    const args: unknown[] = [];
    const many: unknown[] = [];
    for (let at = 0; at < runs.length; at += 1) {
      const value = (reads[at] as Parameter['read'])((runs[at] as RunFormula)(scope, frame));
      (at < fixed ? args : many).push(value);
    }
    args.push(many);
    return run(args, frame);
  };
}

/** An argument that is written in the formula is read once; one that is refused is refused again at each run. */
function readBeforehand(read: Parameter['read'], value: Part['value']): { readonly is: unknown } | undefined {
  if (!value) return undefined;
  try {
    return { is: read(value.is) };
  } catch (thrown) {
    if (thrown instanceof ValueFailure) return undefined;
    throw thrown;
  }
}
