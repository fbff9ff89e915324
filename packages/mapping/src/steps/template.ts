import { checkTextLength } from '../budget';
import { CompileFailure, ValueFailure } from '../problems';
import { isEmpty, type Scope, type Value } from '../values';
import { asText, type RunStep, type StepFrame, type StepSurroundings } from './step-definition';

type OnGap = 'empty' | 'omit' | 'error';
type Piece = string | { readonly name: string; readonly read: (scope: Scope, input: Value) => Value };

/** Stands for what the steps before have made; every other name is a source of the rule. */
const inputName = 'value';

/**
 * Reads the braces once and gives the closure that fills them in. A template of which no source has a value gives no
 * value at all: a reference such as `PT-{id}` never becomes a bare `PT-`.
 */
export function compileTemplate(text: string, onGap: OnGap, surroundings: StepSurroundings): RunStep {
  const pieces = readPieces(text, surroundings);
  const hasSources = pieces.some((piece) => typeof piece !== 'string');
  return (input, frame) => {
    let filled = !hasSources;
    const parts: string[] = [];
    for (const piece of pieces) {
      const value = typeof piece === 'string' ? piece : piece.read(frame.scope, input);
      if (typeof piece === 'string') parts.push(piece);
      else if (!isEmpty(value)) {
        filled = true;
        parts.push(wordOf(value, frame));
      } else if (onGap === 'omit') return undefined;
      else if (onGap === 'error') throw gapFailure(piece.name);
    }
    if (!filled) return undefined;
    checkTextLength(
      parts.reduce((sum, part) => sum + part.length, 0),
      frame.maxTextLength,
    );
    return parts.join('');
  };
}

function readPieces(text: string, surroundings: StepSurroundings): Piece[] {
  const pieces: Piece[] = [];
  let literal = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string;
    if ((char === '{' || char === '}') && text[at + 1] === char) {
      literal += char;
      at += 1;
    } else if (char === '{') {
      const close = text.indexOf('}', at);
      if (close < 0) throw badTemplate();
      const name = text.slice(at + 1, close).trim();
      if (literal !== '') pieces.push(literal);
      literal = '';
      pieces.push({ name, read: name === inputName ? (_, input) => input : surroundings.source(name) });
      at = close;
    } else if (char === '}') {
      throw badTemplate();
    } else {
      literal += char;
    }
  }
  if (literal !== '') pieces.push(literal);
  return pieces;
}

const wordOf = (value: Value, frame: StepFrame): string =>
  typeof value === 'boolean' ? String(value) : asText(value, frame);

const badTemplate = (): CompileFailure =>
  new CompileFailure(
    'BAD_ARGUMENT',
    'The template has a brace without its partner.',
    'Write {name} for a source and {{ or }} for a brace.',
  );

const gapFailure = (name: string): ValueFailure =>
  new ValueFailure(
    'TEMPLATE_GAP',
    `The template needs "${name}" and this record has none.`,
    'Give the source a default, or choose what a gap does.',
  );
