import { checkFormula, type CheckedFormula } from '../check/check-formula';
import { describedMembers, memberOf } from '../../types/members';
import { membersOf, types, type Type } from '../../types/type';
import { describeType } from '../../types/type-words';
import { assignability } from '../../types/assign';
import { formulaFunctions, signatureOf } from '../functions/catalogue';
import type { FunctionWords } from '../functions/definition';
import { loops, type FormName } from '../functions/forms';
import { findFunction } from '../functions/catalogue';
import { argumentsOf } from '../check/calls';
import { itemOf } from '../../types/members';
import { withoutNull } from '../../types/union';
import type { TextRange } from '../diagnostic';
import type { FormulaScope } from '../scope';
import type { Node } from '../syntax/ast';
import { lexFormula } from '../syntax/lexer';
import type { Token } from '../syntax/token';
import type { Completion } from './editor-types';
import { nodesAt } from './node-at';

/**
 * What may be written at a position: after a dot the fields of the value before it and the functions that take it,
 * inside quotes beside a comparison the values there are, anywhere else names, functions and words.
 */
export function completionsAt(text: string, offset: number, scope: FormulaScope): readonly Completion[] {
  const { tokens } = lexFormula(text);
  const at = tokens.findIndex(({ range, kind }) => kind !== 'end' && range.start < offset && offset <= range.end);
  const current = tokens[at];
  const checked = checkFormula(text, scope);
  if (current?.kind === 'string') return valuesBeside(checked, { range: current.range, isText: true });
  if (current?.kind === 'int' || current?.kind === 'decimal') return [];
  const isName = current?.kind === 'name';
  const range = isName ? current.range : { start: offset, end: offset };
  const before = isName ? tokens[at - 1] : lastBefore(tokens, offset);
  const place: Place = { scope, checked, range, offset };
  if (before?.text === '.' && before.kind === 'sign') return membersAt(place, before);
  const typed = text.slice(range.start, offset);
  return [
    ...valuesBeside(checked, { range, isText: false }),
    ...namesAt(place),
    ...functions(range),
    ...keywords(range),
  ].filter(({ label }) => fits(label, typed));
}

interface Place {
  readonly scope: FormulaScope;
  readonly checked: CheckedFormula;
  readonly range: TextRange;
  readonly offset: number;
}

const fits = (label: string, typed: string): boolean => label.toLowerCase().includes(typed.toLowerCase());

const lastBefore = (tokens: readonly Token[], offset: number): Token | undefined =>
  tokens.filter(({ range, kind }) => kind !== 'end' && range.end <= offset).at(-1);

function membersAt({ scope, checked, range }: Place, dot: Token): Completion[] {
  const node = nodesAt(checked.root, dot.range.end).findLast(
    (each) =>
      (each.kind === 'member' || each.kind === 'call') &&
      objectOf(each) !== undefined &&
      objectEnd(each) <= dot.range.start + 1,
  );
  const object = node && objectOf(node);
  const type = object && checked.typeOf.get(object);
  if (!type) return [];
  const fields = [...describedMembers(type)].map(([name, property]) =>
    field({
      name,
      type: memberOf(type, name).type,
      range,
      scope,
      isMember: true,
      ...(property.title !== undefined && { title: property.title }),
    }),
  );
  const methods = formulaFunctions
    .filter((words) => takes(words, withoutNull(type)))
    .map((words) => method(words, range));
  return [...fields, ...methods];
}

const objectOf = (node: Node): Node | undefined =>
  node.kind === 'member' ? node.object : node.kind === 'call' ? node.receiver : undefined;
const objectEnd = (node: Node): number => objectOf(node)?.range.end ?? Infinity;

/** Whether a function is worth offering behind a value of this type. */
function takes({ parameters }: FunctionWords, type: Type): boolean {
  const [first] = parameters;
  const members = membersOf(type).filter(({ kind }) => kind !== 'any' && kind !== 'null');
  return (
    first !== undefined &&
    first.kinds !== 'any' &&
    members.length > 0 &&
    members.every(({ kind }) => first.kinds !== 'any' && first.kinds.has(kind))
  );
}

interface FieldPlace {
  readonly name: string;
  readonly type: Type;
  readonly range: TextRange;
  readonly scope: FormulaScope;
  readonly title?: string;
  readonly isMember: boolean;
}

/** Fields of the wanted type come first. */
function field({ name, type, range, scope: { expected }, title, isMember }: FieldPlace): Completion {
  const isWanted = expected !== undefined && assignability(withoutNull(type), expected).fit !== 'impossible';
  const isPlain = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name);
  const dot = isMember && !isPlain ? 1 : 0;
  return {
    label: name,
    kind: isMember ? 'field' : 'variable',
    detail: describeType(type),
    ...(title !== undefined && title !== name && { documentation: title }),
    insertText: isPlain ? name : `[${JSON.stringify(name)}]`,
    range: { start: range.start - dot, end: range.end },
    sortText: `${isWanted ? 0 : 1}${name}`,
  };
}

function namesAt({ scope, checked, range, offset }: Place): Completion[] {
  const names = new Map([...localsAt(checked, offset), ...scope.names]);
  return [...names].map(([name, type]) => field({ name, type, range, scope, isMember: false }));
}

/** Items of the loops around a position. */
function localsAt({ root, typeOf }: CheckedFormula, offset: number): [string, Type][] {
  return nodesAt(root, offset).flatMap((node): [string, Type][] => {
    const callable = node.kind === 'call' ? findFunction(node.name) : undefined;
    if (node.kind !== 'call' || !callable || !('form' in callable) || !loops.has(callable.form.name as FormName))
      return [];
    const [source, item] = argumentsOf(node);
    if (!source || item?.kind !== 'name' || offset <= item.range.end) return [];
    return [[item.name, itemOf(withoutNull(typeOf.get(source) ?? types.any)) ?? types.any]];
  });
}

const functions = (range: TextRange): Completion[] =>
  formulaFunctions.map((words) => call(words, { range, skipped: 0 }));
const method = (words: FunctionWords, range: TextRange): Completion => call(words, { range, skipped: 1 });

/** The cursor stands inside the brackets where there is something to fill in. */
function call(words: FunctionWords, { range, skipped }: { range: TextRange; skipped: number }): Completion {
  const insertText = `${words.name}()`;
  return {
    label: words.name,
    kind: 'function',
    detail: signatureOf(words).label,
    documentation: words.summary,
    insertText,
    range,
    ...(words.parameters.length > skipped && { cursor: insertText.length - 1 }),
    sortText: `3${words.name}`,
  };
}

const keywords = (range: TextRange): Completion[] =>
  ['true', 'false', 'null', 'in'].map((word) => ({
    label: word,
    kind: 'keyword',
    detail: 'word',
    insertText: word,
    range,
    sortText: `4${word}`,
  }));

/** Of a comparison with a field that has a list of values, these values. */
function valuesBeside(
  { root, typeOf }: CheckedFormula,
  { range, isText }: { range: TextRange; isText: boolean },
): Completion[] {
  const around = nodesAt(root, range.end).findLast(
    (node) => node.kind === 'binary' && ['==', '!=', 'in'].includes(node.op),
  );
  if (around?.kind !== 'binary') return [];
  const other =
    around.right.range.start >= range.start || range.start >= around.opRange.end ? around.left : around.right;
  const choices = membersOf(typeOf.get(other) ?? types.any).flatMap((each) =>
    each.kind === 'string' && each.enum ? each.enum : [],
  );
  if (!isText && around.right.kind !== 'broken' && around.left.kind !== 'broken') return [];
  return choices.map((choice) => ({
    label: choice,
    kind: 'value',
    detail: 'value of the field',
    insertText: JSON.stringify(choice),
    range,
    sortText: `0${choice}`,
  }));
}
