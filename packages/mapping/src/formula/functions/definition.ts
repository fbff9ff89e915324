import type { ConstantValue } from '../../document';
import { cardDataLeak } from '../../types/card-data-leak';
import { marked, types, type Type } from '../../types/type';
import type { FormulaValue } from '../run/formula-value';
import type { FormulaFrame } from '../run/frame';
import type { Parameter } from './parameter';

export type FunctionFamily = 'logic' | 'text' | 'number' | 'date' | 'list';

export interface FunctionExample {
  readonly formula: string;
  /** As JSON text, because `1999.00` is not the number 1999. */
  readonly gives: string;
}

/** What is known of a call before it runs. */
export interface TypedCall {
  readonly args: readonly Type[];
  /** The values of arguments that are written in the formula; undefined for all others. */
  readonly constants: readonly (ConstantValue | undefined)[];
}

/** How a function is described to people; special forms share it. */
export interface FunctionWords {
  readonly name: string;
  /** Other names for it, such as the ones CEL has. */
  readonly aliases?: readonly string[];
  readonly family: FunctionFamily;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly examples: readonly FunctionExample[];
}

export interface FunctionDefinition extends FunctionWords {
  readonly type: (call: TypedCall) => Type;
  /** Looks at constant arguments once. @throws CompileFailure */
  readonly prepare: (constants: readonly (ConstantValue | undefined)[]) => RunFunction;
}

/** Arguments as their parameters read them. @throws ValueFailure */
export type RunFunction = (args: readonly unknown[], frame: FormulaFrame) => FormulaValue;

type ArgsOf<P extends readonly Parameter[]> = {
  readonly [At in keyof P]: P[At] extends Parameter<infer T> ? T : never;
};

interface Draft<P extends readonly Parameter[]> extends Omit<FunctionWords, 'parameters'> {
  readonly parameters: P;
  readonly gives: Type | ((call: TypedCall) => Type);
  /** The value does not show what it was made of: card data ends here. */
  readonly hides?: boolean | ((call: TypedCall) => boolean);
  readonly run?: (args: ArgsOf<P>, frame: FormulaFrame) => FormulaValue;
  readonly prepare?: (
    constants: readonly (ConstantValue | undefined)[],
  ) => (args: ArgsOf<P>, frame: FormulaFrame) => FormulaValue;
}

export function defineFunction<const P extends readonly Parameter[]>(draft: Draft<P>): FunctionDefinition {
  const { gives, hides, run, prepare, ...words } = draft;
  return {
    ...words,
    type: (call) => {
      const type = typeof gives === 'function' ? gives(call) : gives;
      const hidden = typeof hides === 'function' ? hides(call) : hides === true;
      return marked(type, call.args.map(hidden ? withoutLabels : allLabels));
    },
    prepare: (constants) => (prepare?.(constants) ?? run) as unknown as RunFunction,
  };
}

/** What is made of a list or an object holds the card data inside of it. */
function allLabels(type: Type): Type {
  const leak = cardDataLeak(type, types.any);
  return leak ? marked({ kind: 'any', labels: [leak.label] }, [type]) : type;
}

const withoutLabels = (type: Type): Type => (type.observed ? { kind: 'any', observed: true } : { kind: 'any' });
