import { findFunction, signatureOf, wordsOf } from '../functions/catalogue';
import type { Signature } from './editor-types';
import { openCallAt } from './open-call';

/** How the function around a position is called, and which argument the position is in. */
export function signatureAt(text: string, offset: number): Signature | undefined {
  const call = openCallAt(text, offset);
  const callable = call && findFunction(call.name);
  if (!call || !callable) return undefined;
  const words = wordsOf(callable);
  const { label, places } = signatureOf(words);
  const position = call.argument + (call.isMethod ? 1 : 0);
  return {
    label,
    documentation: words.summary,
    parameters: words.parameters.map(({ summary }, at) => ({
      range: places[at] ?? { start: 0, end: 0 },
      documentation: summary,
    })),
    activeParameter: Math.min(position, Math.max(0, words.parameters.length - 1)),
  };
}
