import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineHostOptions } from './engine-host';

/**
 * Watches the disk of a database that stands on this machine. Postgres stops at a full disk, in the middle of whatever
 * it does; before that the intake takes nothing new, and what was accepted is worked off with the space that is left.
 *
 * D1 Nearly full: less than a tenth is free, and less than `ENOUGH_BYTES`. A large disk with 50 GB left is in no danger.
 * D2 The write-ahead log may lie on another volume (`pg_wal` as a link): the fuller of both counts.
 * D3 What cannot be asked is not judged: intake goes on, and the log says once that nobody watches. After a judgement it
 *    takes `LOOKS_IN_VAIN` in a row: one failed question while the disk is full must not open the intake again.
 */
export interface DiskWatchParts {
  /** The data folder of Postgres. */
  readonly folder: string;
  readonly log: EngineHostOptions['log'];
  readonly everyMs?: number;
  /** How much a file system holds; default: the operating system's word. */
  readonly spaceOf?: (folder: string) => Promise<DiskSpace>;
}

export interface DiskSpace {
  readonly totalBytes: number;
  readonly freeBytes: number;
}

const NEARLY_FULL_SHARE = 0.1;
const ENOUGH_BYTES = 10 * 1024 ** 3;
/** Intake at full speed writes some ten megabytes in that time. */
const EVERY_MS = 1_000;
const LOOKS_IN_VAIN = 10;

export const isNearlyFull = ({ totalBytes, freeBytes }: DiskSpace): boolean => freeBytes < totalBytes * NEARLY_FULL_SHARE && freeBytes < ENOUGH_BYTES;

export class DiskWatch {
  private isFull = false;
  private saidUnknown = false;
  /** Failed looks in a row; nothing is known before the first that succeeds. */
  private looksInVain = LOOKS_IN_VAIN;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly parts: DiskWatchParts) {}

  get isNearlyFull(): boolean {
    return this.isFull;
  }

  /** The first look has been taken when this resolves. */
  async start(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look(), this.parts.everyMs ?? EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  async look(): Promise<void> {
    const { folder, log, spaceOf = spaceOnDisk } = this.parts;
    try {
      const volumes = await Promise.all([folder, join(folder, 'pg_wal')].map(spaceOf));
      this.looksInVain = 0;
      this.judge(volumes);
    } catch (error) {
      this.looksInVain += 1;
      if (this.looksInVain < LOOKS_IN_VAIN) return;
      if (!this.saidUnknown) log('warn', `Nobody watches how full the disk of the database is: ${folder} cannot be asked. Intake goes on.`, { error: String(error) });
      this.saidUnknown = true;
      this.isFull = false;
    }
  }

  private judge(volumes: readonly DiskSpace[]): void {
    const wasFull = this.isFull;
    const fullest = volumes.reduce((least, volume) => (volume.freeBytes < least.freeBytes ? volume : least));
    this.isFull = volumes.some(isNearlyFull);
    if (this.isFull === wasFull) return;
    const [freeMb, totalMb] = [fullest.freeBytes, fullest.totalBytes].map((bytes) => Math.round(bytes / 1024 ** 2));
    if (this.isFull) {
      this.parts.log('error', `The disk of the database is nearly full (${freeMb} of ${totalMb} MB free). Senders are told to come again later; nothing that was accepted is lost. Make room on the disk.`);
    } else this.parts.log('info', `The disk of the database has room again (${freeMb} of ${totalMb} MB free). Events are accepted.`);
  }
}

async function spaceOnDisk(folder: string): Promise<DiskSpace> {
  const { bsize, blocks, bavail } = await statfs(folder);
  return { totalBytes: blocks * bsize, freeBytes: bavail * bsize };
}
