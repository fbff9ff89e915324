import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeenMark } from '@penstock/engine';
import { z } from 'zod';

const seenMark = z.object({ counter: z.number(), systemIdentifier: z.string().nullable(), timeline: z.number().nullable(), at: z.number() });

/** What this installation has seen of its database, outside of it: `<PENSTOCK_HOME>/engine-alive.json`. */
export class AliveFile {
  private readonly path: string;

  constructor(home: string) {
    this.path = join(home, 'engine-alive.json');
  }

  /** @returns undefined when nothing was seen yet, or the file cannot be read. */
  read(): SeenMark | undefined {
    try {
      return seenMark.parse(JSON.parse(readFileSync(this.path, 'utf8')));
    } catch {
      return undefined; // A first start; the database's own record is the second witness.
    }
  }

  /** Processes of one home share the file: the highest counter stays. Renamed into place, so a crash leaves it whole. */
  write(mark: SeenMark): void {
    if ((this.read()?.counter ?? -1) > mark.counter) return;
    const aside = `${this.path}.${process.pid}`;
    writeFileSync(aside, JSON.stringify(mark), { mode: 0o600 });
    renameSync(aside, this.path);
  }
}
