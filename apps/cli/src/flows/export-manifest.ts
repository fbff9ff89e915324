import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CliProblem } from '../command';

export const manifestFile = 'penstock-export.json';
const mostBytes = 4 * 1024 * 1024;

/** What a folder of exported flows says about itself. File names are names: nothing outside of the folder is read. */
export const exportManifest = z.strictObject({
  format: z.literal('penstock-export/1'),
  flows: z
    .array(
      z.strictObject({
        file: z.string().regex(/^[a-z0-9][a-z0-9-]{0,120}\.flow\.yaml$/, 'a plain name that ends with .flow.yaml'),
        /** Its id where it was exported: sub-flow steps name each other by it. */
        flowId: z.uuid(),
        name: z.string(),
      }),
    )
    .max(5000),
});
export type ExportManifest = z.infer<typeof exportManifest>;

/** @throws CliProblem EXPORT_UNREADABLE */
export function readManifest(folder: string): ExportManifest {
  const path = join(folder, manifestFile);
  if (!existsSync(path)) throw unreadable(`${folder} holds no ${manifestFile}: it was not made by \`penstock export\`.`);
  if (statSync(path).size > mostBytes) throw unreadable(`${path} is larger than any export.`);
  const read = exportManifest.safeParse(jsonOf(readFileSync(path, 'utf8')));
  if (read.success) return read.data;
  throw unreadable(`${path} is not as an export writes it: ${read.error.issues.map(({ path: at, message }) => `${at.join('.') || 'the file'}: ${message}`).slice(0, 5).join('; ')}.`);
}

const unreadable = (what: string): CliProblem => new CliProblem('EXPORT_UNREADABLE', `${what} Nothing was changed. Export again, or push single files with \`penstock flows push\`.`);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
