import { parseJson } from '@penstock/kernel';
import { z } from 'zod';

const mostCharacters = 256 * 1024;

/** A recorded value as JSON text: it keeps every digit and reads as a block in a file. */
export const jsonText = z.string().min(1).max(mostCharacters).refine(isJson, 'is not JSON');

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}
