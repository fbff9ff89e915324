import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invariant } from '@penstock/kernel';

/** A file system of fixed size, so that it can be filled up. Needs the right to mount. */
export interface SmallDisk {
  readonly folder: string;
  /** Fills it with a ballast file until so much is free; 0: until nothing more can be written. */
  fill(leaveBytes: number): void;
  /** Takes the ballast away. */
  relieve(): void;
  close(): void;
}

const MB = 1024 * 1024;
const PIECES = [MB, 4096, 64];

/** Whether this machine lets us mount; undefined: it does. */
export function whyNoSmallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-mount-'));
  try {
    if (!mounted(folder, 1)) return 'no right to mount a file system of fixed size here';
    spawnSync('umount', [folder]);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function openSmallDisk(sizeMb: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'penstock-small-disk-'));
  invariant(mounted(folder, sizeMb), 'a file system of fixed size can be mounted');
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: (leaveBytes) => fill(ballast, { folder, leaveBytes }),
    relieve: () => rmSync(ballast, { force: true }),
    close() {
      spawnSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const mounted = (folder: string, sizeMb: number): boolean => spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=0711`, 'tmpfs', folder]).status === 0;

const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
};

function fill(ballast: string, { folder, leaveBytes }: { readonly folder: string; readonly leaveBytes: number }): void {
  const file = openSync(ballast, 'a');
  try {
    for (const size of PIECES) {
      const piece = Buffer.alloc(size, 1);
      while (freeBytes(folder) > leaveBytes + (leaveBytes > 0 ? size : 0) && written(file, piece));
    }
  } finally {
    closeSync(file);
  }
}

function written(file: number, piece: Buffer): boolean {
  try {
    return writeSync(file, piece) === piece.length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
