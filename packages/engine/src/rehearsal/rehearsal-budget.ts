import { PenstockError } from '@penstock/kernel';
import type { Scheduler } from '../ports/runtime-ports';

/** How a rehearsal shares its process with the runs that really move money. */
export interface RehearsalPace {
  /** Milliseconds, only ever forward. */
  monotonic(): number;
  /** Lets everything else of the process have its turn: heartbeats, deliveries, other requests. */
  yield(): Promise<void>;
}

export interface RehearsalLimits {
  /** Steps of the rehearsal with everything it calls. */
  readonly maxSteps: number;
  /** From its start to its end, milliseconds. */
  readonly maxMs: number;
  /** Without a turn for the rest of the process, milliseconds; well below the lease of a worker. */
  readonly maxStretchMs: number;
  readonly maxLiveReads: number;
}

export const rehearsalLimits: RehearsalLimits = {
  maxSteps: 20_000,
  maxMs: 20_000,
  maxStretchMs: 2_000,
  maxLiveReads: 100,
};

/** Live reads wait for remote systems, not for the processor. */
export const liveRehearsalLimits: RehearsalLimits = { ...rehearsalLimits, maxMs: 120_000 };

/** Calls between two turns of the rest of the process. */
const CALLS_PER_TURN = 25;

/** The rehearsal has used up its steps or its time; `message` says which. */
export class BudgetSpent extends PenstockError<'REHEARSAL_TOO_LONG'> {
  constructor(message: string) {
    super('REHEARSAL_TOO_LONG', message);
  }
}

/**
 * What one rehearsal, with everything it calls, may take of its process.
 *
 * B1 Once it is spent, every further question throws: nothing goes on behind a report.
 * B2 Work that never waits is stopped after `maxStretchMs`, other work makes way every 25 calls.
 */
export class RehearsalBudget {
  private readonly startedAt: number;
  private turnAt: number;
  private steps = 0;
  private calls = 0;
  private liveReads = 0;
  private spent: BudgetSpent | undefined;

  constructor(
    private readonly pace: RehearsalPace,
    private readonly limits: RehearsalLimits,
  ) {
    this.startedAt = this.turnAt = pace.monotonic();
  }

  /** @throws BudgetSpent */
  step(): void {
    this.steps += 1;
    this.check();
  }

  /** To be asked wherever work may go on for long. @throws BudgetSpent */
  check(): void {
    this.spent ??= this.whyOver();
    if (this.spent) throw this.spent;
  }

  /** To be awaited before every call. @throws BudgetSpent */
  async makeWay(): Promise<void> {
    this.check();
    this.calls += 1;
    if (this.calls % CALLS_PER_TURN !== 0) return;
    await this.pace.yield();
    this.turnTaken();
    this.check();
  }

  /** Waiting for the world outside gives the rest of the process its turn. */
  async outside<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await answer;
    } finally {
      this.turnTaken();
    }
  }

  /** Timers go off in a turn of their own. */
  timers(scheduler: Scheduler): Scheduler {
    const turnTaken = (action: () => void) => () => {
      this.turnTaken();
      action();
    };
    return { after: (delayMs, action) => scheduler.after(delayMs, turnTaken(action)) };
  }

  /** @returns false when the rehearsal has read as often as it may. */
  takeLiveRead(): boolean {
    if (this.liveReads >= this.limits.maxLiveReads) return false;
    this.liveReads += 1;
    return true;
  }

  get maxLiveReads(): number {
    return this.limits.maxLiveReads;
  }

  private turnTaken(): void {
    this.turnAt = this.pace.monotonic();
  }

  private whyOver(): BudgetSpent | undefined {
    const { maxSteps, maxMs, maxStretchMs } = this.limits;
    if (this.steps > maxSteps) return new BudgetSpent(stoppedAfter(`${maxSteps} steps`));
    const now = this.pace.monotonic();
    if (now - this.startedAt > maxMs) return new BudgetSpent(stoppedAfter(`${maxMs / 1_000} s`));
    if (now - this.turnAt > maxStretchMs)
      return new BudgetSpent(stoppedAfter(`${maxStretchMs / 1_000} s at a stretch`));
    return undefined;
  }
}

const stoppedAfter = (what: string): string =>
  `The rehearsal was stopped after ${what}, so that it does not get in the way of real runs. Nothing was sent. What is listed is what it had come to by then; a real run would go on.`;
