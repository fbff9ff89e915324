import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@penstock/kernel';
import { AttemptThrottle } from '../../platform/auth/attempt-throttle';
import { AuthError } from '../../platform/auth/auth.errors';
import { CLOCK } from '../../platform/tokens';

/** Per person and address: slow enough for guessing, quick enough for somebody who mistypes. */
const perPerson = { maxFailures: 5, windowMs: 15 * 60_000 };
/** Per address: many people may sit behind one, so a wider limit catches only sprays over many names. */
const perAddress = { maxFailures: 60, windowMs: 15 * 60_000 };

@Injectable()
export class SignInThrottle {
  private readonly persons: AttemptThrottle;
  private readonly addresses: AttemptThrottle;

  constructor(@Inject(CLOCK) clock: Clock) {
    this.persons = new AttemptThrottle(clock, perPerson);
    this.addresses = new AttemptThrottle(clock, perAddress);
  }

  /** @throws AuthError TOO_MANY_ATTEMPTS */
  assertMayTry(address: string, email: string): void {
    const seconds = this.persons.secondsToWait(personKey(address, email)) ?? this.addresses.secondsToWait(address);
    if (seconds === undefined) return;
    throw new AuthError('TOO_MANY_ATTEMPTS', `Too many wrong passwords. Wait ${Math.ceil(seconds / 60)} minutes and try again.`, {
      retryAfterSeconds: seconds,
    });
  }

  recordFailure(address: string, email: string): void {
    this.persons.recordFailure(personKey(address, email));
    this.addresses.recordFailure(address);
  }

  forget(address: string, email: string): void {
    this.persons.forget(personKey(address, email));
  }
}

const personKey = (address: string, email: string): string => `${address} ${email.toLowerCase()}`;
