import { setTimeout as delay } from 'node:timers/promises';
import { messageOfThrown } from './errors';
import { isAlive } from './postmaster-pid';

export interface WatchedServer {
  /** Changes when the server had to be started again. */
  readonly pid: () => number;
  /** Ends the watch; also in the middle of a pause. */
  readonly stopping: AbortSignal;
  /** Starts the server again on the same port. */
  readonly restart: () => Promise<void>;
  readonly log: (message: string) => void;
}

/** How soon a dead database is noticed; the server may be a child of an earlier supervisor, so its end is polled for. */
const CHECK_EVERY_MS = 250;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 30_000;

/** Starts the server again whenever its process ends by itself, with growing pauses, until told to stop. */
export async function keepRunning({ pid, stopping, restart, log }: WatchedServer): Promise<void> {
  let retryAfterMs = FIRST_RETRY_MS;
  while (await pauseFor(CHECK_EVERY_MS, stopping)) {
    if (isAlive(pid())) continue;
    log('The embedded Postgres ended unexpectedly. Starting it again; what was acknowledged is on disk.');
    try {
      await restart();
      retryAfterMs = FIRST_RETRY_MS;
    } catch (error) {
      log(`The embedded Postgres did not come back, next try in ${retryAfterMs} ms. ${messageOfThrown(error)}`);
      await pauseFor(retryAfterMs, stopping);
      retryAfterMs = Math.min(retryAfterMs * 2, LONGEST_RETRY_MS);
    }
  }
}

/** False when told to stop. The timer holds no reference: watching alone must not keep a finished program alive. */
function pauseFor(milliseconds: number, stopping: AbortSignal): Promise<boolean> {
  return delay(milliseconds, undefined, { ref: false, signal: stopping }).then(
    () => true,
    () => false,
  );
}
