import type { ConstantValue } from '../../document';
import { checkTextLength } from '../../budget';
import { types } from '../../types/type';
import { nullable } from '../../types/union';
import { compilePattern, type Matcher } from '../regex/matcher';
import type { FormulaFrame } from '../run/frame';
import { defineFunction } from './definition';
import { constant, text } from './parameter';

const pattern = constant(text('pattern', 'A regular expression. Look-around and back references are not known.'));
const matcherOf = (constants: readonly (ConstantValue | undefined)[]): Matcher =>
  compilePattern(String(constants[1] ?? ''));

/** States looked at together cost one step; each of them is cheap. */
const statesPerStep = 4;

function chargeMatch(value: string, { size }: Matcher, frame: FormulaFrame): void {
  frame.budget.charge(1 + Math.floor(((value.length + 1) * size) / statesPerStep));
}

export const patternFunctions = [
  defineFunction({
    name: 'REGEXMATCH',
    aliases: ['matches'],
    family: 'text',
    summary: 'Whether a pattern occurs in a text; ^ and $ stand for its start and end.',
    parameters: [text('text', 'The text.'), pattern],
    examples: [{ formula: 'REGEXMATCH("A-1077", "^[A-Z]-\\\\d+$")', gives: 'true' }],
    gives: types.bool,
    hides: true,
    prepare: (constants) => {
      const matcher = matcherOf(constants);
      return ([value], frame) => {
        chargeMatch(value, matcher, frame);
        return matcher.test(value);
      };
    },
  }),
  defineFunction({
    name: 'REGEXEXTRACT',
    family: 'text',
    summary: 'The first match of a pattern, or of its first group; missing when there is none.',
    parameters: [text('text', 'The text.'), pattern],
    examples: [{ formula: 'REGEXEXTRACT("PO 1077 rev 2", "PO (\\\\d+)")', gives: '"1077"' }],
    gives: nullable(types.string),
    prepare: (constants) => {
      const matcher = matcherOf(constants);
      return ([value], frame) => {
        chargeMatch(value, matcher, frame);
        const found = matcher.exec(value, 0).at;
        if (!found) return null;
        const [start, end] = found.length > 2 ? [found[2] ?? -1, found[3] ?? -1] : [found[0] ?? -1, found[1] ?? -1];
        return start < 0 ? null : value.slice(start, end);
      };
    },
  }),
  defineFunction({
    name: 'REGEXREPLACE',
    family: 'text',
    summary: 'Replaces every match of a pattern by a text.',
    parameters: [text('text', 'The text.'), pattern, text('replacement', 'Taken letter by letter.')],
    examples: [{ formula: 'REGEXREPLACE("+1 (916) 555", "[^0-9]", "")', gives: '"1916555"' }],
    gives: types.string,
    prepare: (constants) => {
      const matcher = matcherOf(constants);
      return ([value, , replacement], frame) => replaceAll(matcher, { value, replacement }, frame);
    },
  }),
];

/** Each search starts behind the last match; the budget counts every character it looked at. */
function replaceAll(
  matcher: Matcher,
  { value, replacement }: { value: string; replacement: string },
  frame: FormulaFrame,
): string {
  let made = '';
  let at = 0;
  while (at <= value.length) {
    const found = matcher.exec(value, at);
    frame.budget.charge(1 + Math.floor((found.looked * matcher.size) / statesPerStep));
    if (!found.at) break;
    const [start = 0, end = 0] = found.at;
    made += value.slice(at, start) + replacement;
    checkTextLength(made.length, frame.maxTextLength);
    frame.budget.chargeText(replacement.length);
    if (end > start) at = end;
    else {
      made += value.slice(start, start + 1);
      at = start + 1;
    }
  }
  return made + value.slice(at);
}
