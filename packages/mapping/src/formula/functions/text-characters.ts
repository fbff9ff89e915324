import { checkTextLength } from '../../budget';
import type { FormulaFrame } from '../run/frame';

/** Texts are counted in characters as people see them, not in halves of an emoji. */
export const characters = (value: string): readonly string[] =>
  isPlain(value) ? (value as unknown as readonly string[]) : [...value];
const isPlain = (value: string): boolean =>
  value.length < shortText ? isShortPlain(value) : !/[\ud800-\udfff]/.test(value);

const shortText = 64;
function isShortPlain(value: string): boolean {
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code >= 0xd800 && code <= 0xdfff) return false;
  }
  return true;
}

export const slice = (value: string, start: number, end?: number): string =>
  isPlain(value) ? value.slice(start, end) : [...value].slice(start, end).join('');

export function made(value: string, frame: FormulaFrame): string {
  checkTextLength(value.length, frame.maxTextLength);
  frame.budget.chargeText(value.length);
  return value;
}
