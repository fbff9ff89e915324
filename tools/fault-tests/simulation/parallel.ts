import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Ablation, FaultKind, Finding } from '@penstock/engine/testing';

/** Seeds are handed out in pieces of this size, so that no thread waits long for the other. */
const PIECE = 50;
const MOST_THREADS = 2;

export interface Tally {
  seeds: number;
  runs: number;
  deeds: number;
  steps: number;
  virtualMs: number;
  seconds: number;
  readonly faults: Map<FaultKind, number>;
  readonly failed: { readonly seed: number; readonly findings: readonly Finding[] }[];
}

export interface SeedRange {
  readonly from: number;
  readonly count: number;
  readonly ablation?: Ablation | undefined;
}

/** Simulates a range of seeds on up to two threads. A seed gives the same result whichever thread has it. */
export async function simulateInParallel({ from, count, ablation, stopsAtFirst }: SeedRange & { readonly stopsAtFirst: boolean }): Promise<Tally> {
  const startedAt = performance.now();
  const total: Tally = { seeds: 0, runs: 0, deeds: 0, steps: 0, virtualMs: 0, seconds: 0, faults: new Map(), failed: [] };
  let next = from;
  const threads = Array.from({ length: Math.min(MOST_THREADS, availableParallelism()) }, () => new Worker(resolve(__dirname, 'simulation-thread.cjs')));
  const work = async (thread: Worker): Promise<void> => {
    while (next < from + count && !(stopsAtFirst && total.failed.length > 0)) {
      const piece = { from: next, count: Math.min(PIECE, from + count - next), ablation };
      next += piece.count;
      add(total, await ask(thread, piece));
    }
  };
  try {
    await Promise.all(threads.map(work));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
  total.failed.sort((a, b) => a.seed - b.seed);
  total.seconds = (performance.now() - startedAt) / 1_000;
  return total;
}

function ask(thread: Worker, piece: SeedRange): Promise<Tally> {
  return new Promise((answered, failed) => {
    thread.once('error', failed);
    thread.once('message', (tally: Tally) => {
      thread.off('error', failed);
      answered(tally);
    });
    thread.postMessage(piece);
  });
}

function add(total: Tally, piece: Tally): void {
  for (const figure of ['seeds', 'runs', 'deeds', 'steps', 'virtualMs'] as const) total[figure] += piece[figure];
  for (const [kind, count] of piece.faults) total.faults.set(kind, (total.faults.get(kind) ?? 0) + count);
  total.failed.push(...piece.failed);
}
