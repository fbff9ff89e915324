import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { slugOf } from '@penstock/flow-model';
import { CliProblem } from '../command';

export const flowFileEnd = '.flow.yaml';
const stateFile = '.penstock.json';
/** A flow file is refused above 2 million characters; nobody wants a gigabyte read to learn that. */
const mostBytes = 8 * 1024 * 1024;
/** More flows than any organisation has; a folder of millions of files is some other folder. */
const mostFiles = 5000;

const base = z.strictObject({
  flowId: z.uuid(),
  /** Of the draft the file was last the same as. */
  revision: z.int().min(1),
  /** Sha256 (hex) of the file's text at that moment. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
/** What a file was made from, or last saved as. */
export type Base = z.infer<typeof base>;
/** The folder may come from somebody else's repository: what it says is written to stays in it. */
const fileName = z.string().regex(/^(?!\.{1,2}$)[^/\\]+$/, 'the name of a file in this folder');
const state = z.record(z.string(), z.record(fileName, base));

export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A folder of flow files, and what each of them was when it was last the same as the server's draft. */
export class FlowFolder {
  private readonly bases: Record<string, Base>;

  constructor(
    readonly path: string,
    private readonly url: string,
  ) {
    this.bases = { ...this.readState()[url] };
  }

  /** Plain files in the folder itself, by name; links are not followed out of it. */
  files(): string[] {
    if (!existsSync(this.path)) return [];
    const names = readdirSync(this.path, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith(flowFileEnd)).map(({ name }) => name);
    if (names.length > mostFiles) throw new CliProblem('FOLDER_TOO_LARGE', `${this.path} holds ${names.length} flow files; at most ${mostFiles} are read. Nothing was changed. Name the files you mean.`);
    return names.sort();
  }

  read(file: string): string {
    const path = join(this.path, file);
    const { size } = statSync(path);
    if (size > mostBytes) throw new CliProblem('FILE_TOO_LARGE', `${path} has ${size} bytes; a flow file has at most ${mostBytes}. Nothing was changed.`);
    return readFileSync(path, 'utf8');
  }

  /** The text of a file; undefined when there is none. */
  textOf(file: string): string | undefined {
    return existsSync(join(this.path, file)) ? this.read(file) : undefined;
  }

  write(file: string, text: string): void {
    mkdirSync(this.path, { recursive: true });
    writeWhole(join(this.path, file), text);
  }

  baseOf(file: string): Base | undefined {
    return this.bases[file];
  }

  fileOfFlow(flowId: string): string | undefined {
    return Object.keys(this.bases).find((file) => this.bases[file]?.flowId === flowId);
  }

  /** A name for a flow's file that no other flow has: from the flow's name, and a part of its id where two are alike. */
  freshFile({ id, name }: { readonly id: string; readonly name: string }): string {
    const plain = `${slugOf(name)}${flowFileEnd}`;
    if (this.baseOf(plain) === undefined && this.textOf(plain) === undefined) return plain;
    return `${slugOf(name)}-${id.slice(-8)}${flowFileEnd}`;
  }

  /** Keeps what the file now is the same as. */
  remember(file: string, known: Base): void {
    this.bases[file] = known;
    const inOrder = Object.fromEntries(Object.entries(this.bases).sort(([a], [b]) => (a < b ? -1 : 1)));
    mkdirSync(this.path, { recursive: true });
    writeWhole(join(this.path, stateFile), `${JSON.stringify({ ...this.readState(), [this.url]: inOrder }, null, 2)}\n`);
  }

  private readState(): z.infer<typeof state> {
    const path = join(this.path, stateFile);
    if (!existsSync(path)) return {};
    const read = state.safeParse(jsonOf(readFileSync(path, 'utf8')));
    if (read.success) return read.data;
    throw new CliProblem('STATE_UNREADABLE', `${path} is not what this program wrote. Nothing was changed. Delete it and pull again; files you edited are kept.`);
  }
}

/** A reader sees the old file or the new one, never half of it. */
function writeWhole(path: string, text: string): void {
  const part = `${path}.part`;
  writeFileSync(part, text);
  renameSync(part, path);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
