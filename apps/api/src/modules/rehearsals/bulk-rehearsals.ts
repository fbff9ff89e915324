import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@penstock/kernel';
import { CLOCK } from '../../platform/tokens';
import { RehearsalError } from './rehearsals.errors';

/** What one request may take with all its runs; what is left after it is told. */
const MAX_BULK_MS = 60_000;
const RETRY_AFTER_SECONDS = 30;

export interface BulkTurn {
  /** Gives the rest of the process its turn. @returns false when the time of the request is over. */
  next(): Promise<boolean>;
}

/** Rehearsals of many runs, one request at a time: the process that answers them may be the one that runs flows. */
@Injectable()
export class BulkRehearsals {
  private isBusy = false;

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** @throws RehearsalError REHEARSALS_BUSY */
  async alone<Answer>(work: (turn: BulkTurn) => Promise<Answer>): Promise<Answer> {
    if (this.isBusy) throw busy();
    this.isBusy = true;
    const startedAt = this.clock.monotonic();
    try {
      return await work({
        next: async () => {
          await new Promise((resolve) => setImmediate(resolve));
          return this.clock.monotonic() - startedAt < MAX_BULK_MS;
        },
      });
    } finally {
      this.isBusy = false;
    }
  }
}

const busy = (): RehearsalError =>
  new RehearsalError(
    'REHEARSALS_BUSY',
    'Another shadow run or replay preview is under way, and this installation does one at a time so that real runs are not held up. Nothing was sent and nothing was started. Try again in half a minute, or with fewer runs.',
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
