import { checkFormula, type CheckedFormula } from '../check/check-formula';
import { describedMembers } from '../../types/members';
import { describeType } from '../../types/type-words';
import type { Type } from '../../types/type';
import { findFunction, signatureOf, wordsOf } from '../functions/catalogue';
import type { FormulaScope } from '../scope';
import type { CallNode, Node } from '../syntax/ast';
import type { Hover } from './editor-types';
import { nodesAt } from './node-at';

/** What stands at a position: a field with its type, or a function with what it does. */
export function hoverAt(text: string, offset: number, scope: FormulaScope): Hover | undefined {
  const checked = checkFormula(text, scope);
  const around = nodesAt(checked.root, offset);
  const node = around.at(-1);
  const call = [...around]
    .reverse()
    .find((each): each is CallNode => each.kind === 'call' && isWithin(each.nameRange, offset));
  if (call) return hoverFunction(call);
  return node && hoverValue(text, node, checked);
}

const isWithin = ({ start, end }: { start: number; end: number }, offset: number): boolean =>
  offset >= start && offset <= end;

function hoverFunction({ name, nameRange }: CallNode): Hover | undefined {
  const callable = findFunction(name);
  if (!callable) return undefined;
  const words = wordsOf(callable);
  const [example] = words.examples;
  const lines = [words.summary, ...(example ? [`${example.formula} gives ${example.gives}`] : [])];
  return { range: nameRange, title: signatureOf(words).label, lines };
}

function hoverValue(text: string, node: Node, { typeOf, diagnostics }: CheckedFormula): Hover | undefined {
  const type = typeOf.get(node);
  if (!type || node.kind === 'broken') return undefined;
  const shown = text.slice(node.range.start, node.range.end);
  const title = `${shown.length > 60 ? `${shown.slice(0, 57)}…` : shown}: ${describeType(type)}`;
  return {
    range: node.range,
    title,
    lines: [...labelLines(node, typeOf), ...marksOf(type), ...problemsAt(node, diagnostics)],
  };
}

/** Title and description of a field, as its schema has them. */
function labelLines(node: Node, typeOf: ReadonlyMap<Node, Type>): string[] {
  if (node.kind !== 'member') return [];
  const before = typeOf.get(node.object);
  const property = before && describedMembers(before).get(node.name);
  return [property?.title, property?.description].filter((line) => line !== undefined);
}

function marksOf({ observed, labels = [] }: Type): string[] {
  return [
    ...(observed ? ['Seen in samples; no schema promises it.'] : []),
    ...(labels.length > 0 ? ['Card data: it may only reach fields made for it.'] : []),
  ];
}

const problemsAt = ({ range }: Node, diagnostics: CheckedFormula['diagnostics']): string[] =>
  diagnostics
    .filter((each) => each.range.start === range.start && each.range.end === range.end)
    .map(({ message }) => message);
