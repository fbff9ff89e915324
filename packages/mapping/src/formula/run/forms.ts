import { DecimalError } from '@penstock/kernel';
import { BudgetExceeded, ValueFailure } from '../../problems';
import { isEmpty, isMissing, isObject, type Value } from '../../values';
import { compileTable } from '../../value-table';
import { formulaKind } from './formula-kind';
import type { FormName } from '../functions/forms';
import type { Node } from '../syntax/ast';
import { equals } from './compare';
import type { FormulaCompiler } from './compiler';
import type { FormulaList, FormulaValue } from './formula-value';
import type { FormulaFrame } from './frame';
import { choose, constant, folded, sizeOf, type Part, type RunFormula } from './part';
import { truthOf } from './truth';

/** Compiles a form. Its arguments are those of the call, with what stands before the dot as the first. */
export function compileForm(name: FormName, args: readonly Node[], compiler: FormulaCompiler): Part {
  switch (name) {
    case 'map':
    case 'filter':
    case 'exists':
    case 'exists_one':
    case 'all':
      return compileLoop(name, args, compiler);
    default:
      return compileChoice(
        name,
        args.map((arg) => compiler.part(arg)),
        compiler,
      );
  }
}

function compileChoice(name: Exclude<FormName, LoopName>, parts: readonly Part[], compiler: FormulaCompiler): Part {
  const [first = constant(null), second = constant(null), third = constant(null)] = parts;
  const values = parts.map(({ value }) => value);
  switch (name) {
    case 'IF':
      return choose(first, second, third);
    case 'SWITCH':
      return folded(switchRun(parts), values);
    case 'AND':
      return folded((scope, frame) => parts.every(({ run }) => truthOf(run(scope, frame))), values);
    case 'OR':
      return folded((scope, frame) => parts.some(({ run }) => truthOf(run(scope, frame))), values);
    case 'NOT':
      return folded((scope, frame) => !truthOf(first.run(scope, frame)), values);
    case 'has':
      return folded((scope, frame) => !isMissing(first.run(scope, frame) as Value), values);
    case 'ISBLANK':
      return folded((scope, frame) => isEmpty(first.run(scope, frame) as Value), values);
    case 'COALESCE':
      return folded(coalesceRun(parts), values);
    case 'IFERROR':
      // Not worked out beforehand: what fails without a clock may succeed with one.
      return {
        run: (scope, frame) =>
          attempt(
            () => first.run(scope, frame),
            () => second.run(scope, frame),
          ),
      };
    case 'TABLE':
      return tablePart(first, second, compiler);
  }
}

function switchRun(parts: readonly Part[]): RunFormula {
  const [subject, ...rest] = parts.map(({ run }) => run);
  const fallback = rest.length % 2 === 1 ? rest.pop() : undefined;
  return (scope, frame) => {
    const value = subject?.(scope, frame);
    for (let at = 0; at < rest.length; at += 2) {
      if (equals((rest[at] as RunFormula)(scope, frame), value, frame))
        return (rest[at + 1] as RunFormula)(scope, frame);
    }
    return fallback ? fallback(scope, frame) : null;
  };
}

function coalesceRun(parts: readonly Part[]): RunFormula {
  const runs = parts.map(({ run }) => run);
  return (scope, frame) => {
    for (const run of runs) {
      const value = run(scope, frame);
      if (!isMissing(value as Value)) return value;
    }
    return null;
  };
}

/** A passed limit of the whole run is no failure of a value. */
function attempt(work: () => FormulaValue, otherwise: () => FormulaValue): FormulaValue {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof BudgetExceeded || !(thrown instanceof ValueFailure || thrown instanceof DecimalError))
      throw thrown;
    return otherwise();
  }
}

function tablePart(name: Part, key: Part, { surroundings: { tables } }: FormulaCompiler): Part {
  const id = String(name.value?.is);
  const table = Object.hasOwn(tables, id) ? tables[id] : undefined;
  if (!table) return constant(null);
  const find = compileTable(id, table);
  return { run: (scope, frame) => find(key.run(scope, frame) as Value) ?? null };
}

type LoopName = 'map' | 'filter' | 'exists' | 'exists_one' | 'all';

function compileLoop(name: LoopName, args: readonly Node[], compiler: FormulaCompiler): Part {
  const [source, item, ...rest] = args as [Node, Node, ...Node[]];
  const list = compiler.part(source);
  const condition = name === 'map' && rest.length < 2 ? undefined : rest[0];
  const value = name === 'map' ? rest.at(-1) : undefined;
  const cost = rest.reduce((size, node) => size + sizeOf(node), 1);
  return compiler.withItem(item.kind === 'name' ? item.name : '', (slot) => {
    const [ask, make] = [condition && compiler.part(condition).run, value && compiler.part(value).run];
    const loop: Loop = { items: list.run, ask, make, slot, cost };
    return { run: loopRun(name, loop) };
  });
}

interface Loop {
  readonly items: RunFormula;
  readonly ask: RunFormula | undefined;
  readonly make: RunFormula | undefined;
  readonly slot: number;
  /** Steps for one item. */
  readonly cost: number;
}

function loopRun(name: LoopName, loop: Loop): RunFormula {
  const { items, ask, make, slot, cost } = loop;
  return (scope, frame) => {
    const list = itemsOf(items(scope, frame), frame);
    const kept: FormulaValue[] = [];
    let count = 0;
    for (let at = 0; at < list.length; at += 1) {
      frame.budget.charge(cost);
      frame.locals[slot] = list[at];
      const holds = ask ? truthOf(ask(scope, frame)) : true;
      if (name === 'exists' && holds) return true;
      if (name === 'all' && !holds) return false;
      if (!holds) continue;
      count += 1;
      frame.locals[slot] = list[at];
      if (name === 'map') kept.push(make?.(scope, frame) ?? null);
      else if (name === 'filter') kept.push(list[at] as FormulaValue);
    }
    if (name === 'map' || name === 'filter') return kept;
    return name === 'exists_one' ? count === 1 : name === 'all';
  };
}

/** Of an object its names, as CEL has it. @throws ValueFailure */
function itemsOf(value: FormulaValue, frame: FormulaFrame): FormulaList {
  if (Array.isArray(value)) return value as FormulaList;
  if (isObject(value as Value)) {
    const names = Object.keys(value as object);
    frame.budget.charge(names.length);
    return names;
  }
  if (isMissing(value as Value))
    throw new ValueFailure('MISSING_VALUE', 'The list this formula goes over is missing.', 'Use COALESCE(list, []).');
  throw new ValueFailure('WRONG_KIND', `This goes over a list and got ${formulaKind(value)}.`, 'Map a list here.');
}
