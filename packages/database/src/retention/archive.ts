/**
 * One day of a table as a file: gzip over one JSON object per line, and a manifest beside it that says what must be in
 * it. A day is dropped from the database only after its file was read back and agreed with the manifest.
 *
 * A1 The manifest is written after the file is synced, by rename: a manifest always speaks of a whole file.
 * A2 `verifyArchive` reads what is on disk, never what is still in memory.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { copyOut } from '../backup/copy-stream';
import { listMigrations } from '../backup/table-catalog';

export interface ArchiveManifest {
  readonly table: string;
  readonly day: string;
  readonly rows: number;
  /** Of the unpacked lines. */
  readonly sha256: string;
  /** The last migration the rows were written under. */
  readonly schemaVersion: string;
}

export interface ArchiveRequest {
  readonly table: string;
  readonly day: string;
  /** A query of whole rows named `t`. */
  readonly rows: string;
  readonly file: string;
}

export const manifestFileOf = (file: string): string => file.replace(/\.ndjson\.gz$/, '.manifest.json');

/** Replaces what an earlier, interrupted export left. */
export async function writeArchive(client: Client, { table, day, rows, file }: ArchiveRequest): Promise<ArchiveManifest> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const tally = new LineTally();
  const out = createGzip();
  const target = createWriteStream(file, { mode: 0o600 });
  out.on('error', () => undefined);
  target.on('error', (error) => out.destroy(error));
  out.pipe(target);
  // JSON has no raw control characters, so with these two as quote and delimiter COPY leaves every line as it is.
  for await (const lines of copyOut(client, `copy (select row_to_json(t)::text from (${rows}) t) to stdout (format csv, quote e'\\x01', delimiter e'\\x02')`)) {
    tally.add(lines);
    if (out.errored) throw out.errored;
    if (!out.write(lines)) await once(out, 'drain');
  }
  out.end();
  await finished(target);
  await sync(file);
  const schemaVersion = (await listMigrations(client)).at(-1) ?? '';
  const manifest = { table, day, ...tally.totals(), schemaVersion };
  await writeFile(`${manifestFileOf(file)}.part`, `${JSON.stringify(manifest)}\n`, { mode: 0o600 });
  await sync(`${manifestFileOf(file)}.part`);
  await rename(`${manifestFileOf(file)}.part`, manifestFileOf(file));
  return manifest;
}

/** @returns undefined when the file on disk is not exactly what the manifest says. */
export async function verifyArchive(file: string, expected: Pick<ArchiveManifest, 'rows' | 'sha256'>): Promise<ArchiveManifest | undefined> {
  try {
    const manifest = JSON.parse(await readFile(manifestFileOf(file), 'utf8')) as ArchiveManifest;
    const tally = new LineTally();
    for await (const chunk of createReadStream(file).pipe(createGunzip()) as AsyncIterable<Buffer>) tally.add(chunk);
    const read = tally.totals();
    const isSound = [manifest, expected].every(({ rows, sha256 }) => rows === read.rows && sha256 === read.sha256);
    return isSound ? manifest : undefined;
  } catch {
    return undefined; // Missing, cut off or not what it should be: all the same to the one who wants to drop the rows.
  }
}

class LineTally {
  private rows = 0;
  private readonly hash = createHash('sha256');

  add(lines: Buffer): void {
    this.hash.update(lines);
    for (let at = lines.indexOf(10); at >= 0; at = lines.indexOf(10, at + 1)) this.rows += 1;
  }
  totals() {
    return { rows: this.rows, sha256: this.hash.digest('hex') };
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}
