import { isScalar, visit, type Document, type Pair, type Scalar } from 'yaml';
import type { FlowFileProblem } from './flow-file-problem';
import type { PlaceOf } from './guard-yaml';

/** What YAML allows and a flow cannot hold: names that are no texts, numbers that would not come back as written. */
export function valueProblems(yaml: Document.Parsed, place: PlaceOf): FlowFileProblem[] {
  const found: FlowFileProblem[] = [];
  visit(yaml, {
    Pair: (_, pair) => void found.push(...nameProblems(pair, place)),
    Scalar: (_, scalar) => void found.push(...numberProblems(scalar, place)),
  });
  return found;
}

function nameProblems({ key }: Pair, place: PlaceOf): FlowFileProblem[] {
  const at = place((key as { readonly range?: readonly [number] | null } | null)?.range?.[0] ?? 0);
  if (!isScalar(key) || typeof key.value !== 'string') {
    return [{ code: 'NAME_NOT_TEXT', ...at, message: 'A name in a flow file is a text.', fix: 'Put the name in quotes.' }];
  }
  if (key.value !== '__proto__') return [];
  return [{ code: 'NAME_NOT_ALLOWED', ...at, message: 'Nothing can be called “__proto__”.', fix: 'Choose another name.' }];
}

function numberProblems({ value, source, range }: Scalar, place: PlaceOf): FlowFileProblem[] {
  if (typeof value !== 'number' || source === undefined || String(value) === source) return [];
  const message = Number.isFinite(value) ? `The number ${source} would be kept as ${value}.` : `${source} is no number a flow can hold.`;
  const fix = Number.isFinite(value) ? `Write "${source}" in quotes to keep every digit, or ${value} as a number.` : 'Write a decimal number, or a text in quotes.';
  return [{ code: 'NUMBER_NOT_EXACT', ...place(range?.[0] ?? 0), message, fix }];
}
