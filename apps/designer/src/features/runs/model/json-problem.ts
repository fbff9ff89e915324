import { messageOf, parseJson } from '@penstock/kernel';

/** What is wrong with a JSON text, in the parser's words; null when it can be read. */
export function jsonProblem(text: string): string | null {
  try {
    parseJson(text);
    return null;
  } catch (thrown) {
    return messageOf(thrown);
  }
}
