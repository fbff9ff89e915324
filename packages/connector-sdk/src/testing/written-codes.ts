import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Codes of failures that a connector's own code writes out, e.g. `P21_BUSY`, to compare with its catalogue. */
export function writtenCodes(folder: string, prefix: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isOwnCode);
  const pattern = new RegExp(`'${prefix}_[A-Z0-9_]+'`, 'g');
  const found = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').match(pattern) ?? []);
  return [...new Set(found.map((quoted) => quoted.slice(1, -1)))].sort();
}

const isOwnCode = (file: string): boolean => file.endsWith('.ts') && !/\.test\.ts$|\.d\.ts$|^(dist|out-tsc|testing|simulator|fixtures)\/|error-catalogue/.test(file.replaceAll('\\', '/'));
