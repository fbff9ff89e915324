import { Lexer, Parser, type CST, type LineCounter } from 'yaml';
import type { FlowFileProblem, FlowFileProblemCode } from './flow-file-problem';

/** Far above any flow that people design; the API takes twice as much. */
export const mostCharacters = 2 * 1024 * 1024;
/** Containers, rules and free data of a real file stay below 20. */
const mostLevels = 64;

export type PlaceOf = (offset: number) => { readonly line: number; readonly column: number };

export const placeIn =
  (lines: LineCounter): PlaceOf =>
  (offset) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };

/**
 * What makes a file dangerous or ambiguous before anything is built from it: references (a few bytes can stand for
 * gigabytes), tags, directives, a second document, endless nesting. Walks tokens without recursion.
 */
export function guardYaml(text: string, lines: LineCounter): FlowFileProblem[] {
  const found: FlowFileProblem[] = [];
  const place = placeIn(lines);
  const refuse = (code: GuardCode, offset: number): void => void found.push({ code, ...place(offset), ...words[code] });
  const tooDeep = offsetOfTooManyBrackets(text);
  if (tooDeep !== undefined) return [{ code: 'NESTED_TOO_DEEPLY', ...placeByCounting(text, tooDeep), ...words.NESTED_TOO_DEEPLY }];
  let documents = 0;
  for (const token of new Parser(lines.addNewLine).parse(text)) {
    if (token.type === 'directive') refuse('DIRECTIVE_NOT_ALLOWED', token.offset);
    if (token.type !== 'document') continue;
    documents += 1;
    if (documents > 1) refuse('SEVERAL_DOCUMENTS', token.offset);
    else walk(token, refuse);
    if (found.length > 0) return found;
  }
  return found;
}

type GuardCode = Extract<FlowFileProblemCode, keyof typeof words>;
const words = {
  DIRECTIVE_NOT_ALLOWED: { message: 'A flow file has no YAML directives.', fix: 'Remove the line that starts with “%”.' },
  SEVERAL_DOCUMENTS: { message: 'The file holds more than one document; a file is one flow.', fix: 'Put each flow into a file of its own.' },
  REFERENCE_NOT_ALLOWED: { message: 'Anchors (&) and references (*) are not read: what a flow does must stand where it does it.', fix: 'Write the value out. A text that starts with & or * belongs in quotes.' },
  TAG_NOT_ALLOWED: { message: 'YAML tags (!) are not read.', fix: 'Remove the tag. A text that starts with ! belongs in quotes.' },
  NESTED_TOO_DEEPLY: { message: `The file is nested more than ${mostLevels} levels deep.`, fix: 'Take levels away; no flow needs that many.' },
} as const;

/** Ends at the first bracket too many: building a tree of a million of them takes seconds. */
function offsetOfTooManyBrackets(text: string): number | undefined {
  let [level, offset] = [0, 0];
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') level += 1;
    else if (token === ']' || token === '}') level = Math.max(0, level - 1);
    if (level > mostLevels) return offset;
    // The marks by which the lexer tells documents and scalars apart stand in no text.
    if (!lexerMarks.has(token)) offset += token.length;
  }
  return undefined;
}
const lexerMarks = new Set(['\u0002', '\u0018', '\u001f']);

function placeByCounting(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

type Waiting = readonly [token: CST.Token | CST.SourceToken, level: number];

function walk(document: CST.Document, refuse: (code: GuardCode, offset: number) => void): void {
  const waiting: Waiting[] = [...document.start.map((token): Waiting => [token, 0])];
  if (document.value) waiting.push([document.value, 0]);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [token, level] = next;
    if (level > mostLevels) return refuse('NESTED_TOO_DEEPLY', token.offset);
    if (token.type === 'anchor' || token.type === 'alias') refuse('REFERENCE_NOT_ALLOWED', token.offset);
    if (token.type === 'tag') refuse('TAG_NOT_ALLOWED', token.offset);
    if (!('items' in token)) continue;
    for (const { start, key, sep, value } of token.items) {
      for (const part of [...start, key, ...(sep ?? []), value]) if (part) waiting.push([part, level + 1]);
    }
  }
}
