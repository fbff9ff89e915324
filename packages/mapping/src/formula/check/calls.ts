import type { ConstantValue } from '../../document';
import { CompileFailure } from '../../problems';
import { marked, membersOf, types, type Type } from '../../types/type';
import { describeType } from '../../types/type-words';
import { withoutNull } from '../../types/union';
import { findFunction, formulaFunctions, signatureOf, wordsOf } from '../functions/catalogue';
import type { FunctionDefinition, FunctionWords } from '../functions/definition';
import { misfit, type Parameter } from '../functions/parameter';
import { replacing, wrapping } from '../fixes';
import type { CallNode, Node } from '../syntax/ast';
import type { Checker } from './checker';
import { closestName } from './closest-name';
import type { Env } from './env';
import { FormChecker } from './form-types';
import { missingWords } from './operators';

type Expected = Pick<Parameter, 'kinds' | 'wants'> & Partial<Pick<Parameter, 'items' | 'nullable'>>;

/** Types of what functions give, and what is wrong with their arguments. */
export class CallChecker {
  private readonly forms: FormChecker;

  constructor(private readonly checker: Checker) {
    this.forms = new FormChecker(checker, this);
  }

  infer(node: CallNode, env: Env): Type {
    const callable = findFunction(node.name);
    const args = argumentsOf(node);
    if (!callable) {
      for (const arg of args) this.checker.infer(arg, env);
      return this.unknown(node);
    }
    const isRight = this.arity(node, wordsOf(callable), args.length);
    if ('form' in callable) {
      if (isRight) return this.forms.infer(callable.form.name, { node, args, env });
      for (const arg of args) this.checker.infer(arg, env);
      return types.any;
    }
    const inferred = args.map((arg) => this.checker.infer(arg, env));
    return isRight ? this.called(callable.definition, { node, args, types: inferred }) : marked(types.any, inferred);
  }

  private unknown({ name, nameRange }: CallNode): Type {
    const close = closestName(
      name,
      formulaFunctions.flatMap((words) => [words.name, ...(words.aliases ?? [])]),
    );
    this.checker.reporter.report(nameRange, {
      code: 'UNKNOWN_FUNCTION',
      message: `There is no function "${name}".`,
      hint: close === undefined ? 'Choose a function of the list.' : `Did you mean ${close}?`,
      fixes: close === undefined ? [] : [replacing(nameRange, close)],
    });
    return types.any;
  }

  private arity(node: CallNode, words: FunctionWords, given: number): boolean {
    const { parameters } = words;
    const least = parameters.filter(({ optional }) => !optional).length;
    const most = parameters.some(({ many }) => many) ? Infinity : parameters.length;
    if (given >= least && given <= most) return true;
    const wanted = most === Infinity ? `${least} or more` : least === most ? String(least) : `${least} to ${most}`;
    this.checker.reporter.report(node.nameRange, {
      code: 'WRONG_ARGUMENTS',
      message: `${words.name} takes ${wanted} ${wanted === '1' ? 'argument' : 'arguments'} and gets ${given}.`,
      hint: `Write ${signatureOf(words).label}.`,
    });
    return false;
  }

  private called(
    definition: FunctionDefinition,
    call: { node: CallNode; args: readonly Node[]; types: readonly Type[] },
  ): Type {
    const { node, args, types: given } = call;
    const constants = args.map(constantOf);
    let fits = true;
    for (const [at, arg] of args.entries()) {
      const parameter = definition.parameters[Math.min(at, definition.parameters.length - 1)];
      if (parameter && !this.argument(arg, given[at] ?? types.any, parameter)) fits = false;
    }
    if (fits) this.prepared(definition, constants, node);
    return definition.type({ args: given.map(withoutNull), constants });
  }

  private argument(node: Node, type: Type, parameter: Parameter): boolean {
    if (parameter.constant && constantOf(node) === undefined) {
      this.checker.reporter.report(node.range, {
        code: 'NOT_CONSTANT',
        message: `"${parameter.name}" must be written in the formula.`,
        hint: `Write ${parameter.wants} here. ${parameter.summary}`,
      });
      return false;
    }
    return this.expect(node, type, parameter);
  }

  /** Some faults of constant arguments show only when the function looks at them: formats, patterns, zones. */
  private prepared(
    definition: FunctionDefinition,
    constants: readonly (ConstantValue | undefined)[],
    node: CallNode,
  ): void {
    try {
      definition.prepare(constants);
    } catch (thrown) {
      if (!(thrown instanceof CompileFailure)) throw thrown;
      const at = definition.parameters.findIndex(({ constant }) => constant);
      const range = (argumentsOf(node)[at] ?? node).range;
      this.checker.reporter.report(range, { code: thrown.code, message: thrown.message, hint: thrown.fix });
    }
  }

  /** Reports an argument that does not fit; true when it may. */
  expect(node: Node, type: Type, { kinds, wants, items, nullable = false }: Expected): boolean {
    const wrong = misfit(type, { kinds, nullable, ...(items && { items }) });
    if (!wrong) return true;
    if (wrong === 'missing' && !(membersOf(type).every(({ kind }) => kind === 'array') && items)) {
      this.checker.reporter.report(node.range, missingWords(node, type));
      return type.observed === true;
    }
    if (wrong === 'ratio') return this.rounded(node, type);
    const isText = membersOf(type).every(({ kind }) => kind === 'string' || kind === 'float');
    const takesNumber = kinds !== 'any' && kinds.has('decimal');
    this.checker.reporter.report(node.range, {
      code: wrong === 'float' ? 'MIXED_NUMBERS' : 'WRONG_KIND',
      message: `This must be ${wants}; it is ${describeType(type)}.`,
      hint: wrong === 'missing' ? 'Leave missing items out with filter.' : `Convert it to ${wants} first.`,
      fixes:
        isText && takesNumber
          ? [wrapping(node.range, { before: 'VALUE(', after: ')', title: 'Read it as a number with VALUE' })]
          : this.textFix(node, type, kinds),
      rests: [type],
    });
    return type.observed === true;
  }

  private textFix(node: Node, type: Type, kinds: Parameter['kinds']) {
    const isNumber = membersOf(type).every(({ kind }) => kind === 'int' || kind === 'decimal');
    if (kinds === 'any' || !kinds.has('string') || !isNumber) return [];
    return [wrapping(node.range, { before: 'TEXT(', after: ')', title: 'Write the number as text' })];
  }

  /** A division must be rounded before it goes anywhere; true when it is. */
  rounded(node: Node, type: Type): boolean {
    if (!membersOf(type).some(({ kind }) => kind === 'ratio')) return true;
    this.checker.reporter.report(node.range, {
      code: 'DIVISION_NEEDS_ROUND',
      message: 'A division has no last digit until somebody says how many there are.',
      hint: 'Put ROUND(…, 2) around it.',
      fixes: [wrapping(node.range, { before: 'ROUND(', after: ', 2)', title: 'Round to 2 digits' })],
    });
    return false;
  }
}

/** `text.LEFT(3)` is `LEFT(text, 3)`. */
export const argumentsOf = ({ receiver, args }: CallNode): readonly Node[] => (receiver ? [receiver, ...args] : args);

/** The value of an argument that is written in the formula. */
export function constantOf(node: Node): ConstantValue | undefined {
  if (node.kind === 'unary' && node.op === '-') {
    const inner = constantOf(node.operand);
    return typeof inner === 'number' ? 0 - inner : undefined;
  }
  if (node.kind !== 'literal' || node.value === null || typeof node.value === 'object') return undefined;
  return node.value;
}
