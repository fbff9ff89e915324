import type { Random } from '@penstock/kernel';
import type { Scheduler } from '../../ports/runtime-ports';
import type { EventOwner, VirtualTime } from './virtual-time';

/**
 * One incarnation of a process. Whatever it awaits comes back through here: once it is dead nothing of it goes on, and
 * while it stands still everything waits.
 */
export class SimulatedProcess implements EventOwner, Scheduler {
  isDead = false;
  frozenUntil = 0;

  constructor(
    readonly name: string,
    private readonly time: VirtualTime,
    private readonly random: Random,
  ) {}

  after(delayMs: number, action: () => void): () => void {
    return this.time.at(delayMs, this, action);
  }

  /** A pause within the process. */
  pause(mostMs: number): Promise<void> {
    return new Promise((resolve) => this.time.at(this.random.next() * mostMs, this, resolve));
  }

  /** Something outside acts on this process's request after a while; resolves when the answer has come back. */
  ask<Answer>(outside: Outside<Answer>): Promise<Answer> {
    const { thereMs, backMs, act } = outside;
    return new Promise((resolve, reject) => {
      // What has left a process arrives, also when the process has died meanwhile.
      this.time.at(thereMs, null, () => {
        const answer = (settle: () => void) => this.time.at(backMs, this, settle);
        act().then(
          (value) => answer(() => resolve(value)),
          (error: unknown) => answer(() => reject(error)),
        );
      });
    });
  }

  die(): void {
    this.isDead = true;
  }

  standStill(forMs: number): void {
    this.frozenUntil = Math.max(this.frozenUntil, this.time.now() + forMs);
  }
}

export interface Outside<Answer> {
  readonly thereMs: number;
  readonly backMs: number;
  readonly act: () => Promise<Answer>;
}
