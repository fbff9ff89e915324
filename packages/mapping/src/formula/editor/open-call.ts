import { lexFormula } from '../syntax/lexer';

/** The call a position stands in, also while its bracket is still open. */
export interface OpenCall {
  readonly name: string;
  /** How many arguments stand before the position. */
  readonly argument: number;
  /** Whether something stands before the dot of its name, which counts as first argument. */
  readonly isMethod: boolean;
}

export function openCallAt(text: string, offset: number): OpenCall | undefined {
  const tokens = lexFormula(text).tokens.filter(({ range, kind }) => range.end <= offset && kind !== 'end');
  const open: { readonly at: number; commas: number }[] = [];
  for (const [at, { kind, text: sign }] of tokens.entries()) {
    if (kind !== 'sign') continue;
    if (sign === '(' || sign === '[' || sign === '{') open.push({ at, commas: 0 });
    else if (sign === ')' || sign === ']' || sign === '}') open.pop();
    else if (sign === ',' || sign === ';') {
      const inner = open.at(-1);
      if (inner) inner.commas += 1;
    }
  }
  for (const { at, commas } of open.reverse()) {
    const name = tokens[at - 1];
    if (tokens[at]?.text === '(' && name?.kind === 'name')
      return { name: name.text, argument: commas, isMethod: tokens[at - 2]?.text === '.' };
  }
  return undefined;
}
