import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import { AttemptThrottle } from '../../platform/auth/attempt-throttle';
import { AuthError } from '../../platform/auth/auth.errors';
import { CLOCK } from '../../platform/tokens';

const windowMs = 15 * 60_000;
/** Per person and address: slow enough for guessing, quick enough for somebody who mistypes. */
const perPerson = { kind: 'sign-in', maxFailures: 5, windowMs };
/** Per address: many people may sit behind one, so a wider limit catches only sprays over many names. */
const perAddress = { kind: 'sign-in-address', maxFailures: 60, windowMs };
/** Per person from everywhere: stops a guess that comes from a thousand addresses. */
const perAccount = { kind: 'sign-in-account', maxFailures: 100, windowMs };

export interface SignInAttempt {
  readonly address: string;
  readonly email: string;
  /** This browser has signed in as this person before: what others do wrong does not lock it out. */
  readonly isKnownDevice: boolean;
}

@Injectable()
export class SignInThrottle {
  private readonly persons: AttemptThrottle;
  private readonly addresses: AttemptThrottle;
  private readonly accounts: AttemptThrottle;

  constructor(unitOfWork: UnitOfWork, @Inject(CLOCK) clock: Clock) {
    this.persons = new AttemptThrottle(unitOfWork, clock, perPerson);
    this.addresses = new AttemptThrottle(unitOfWork, clock, perAddress);
    this.accounts = new AttemptThrottle(unitOfWork, clock, perAccount);
  }

  /** Counted as failed until it is released or forgotten. @throws AuthError TOO_MANY_ATTEMPTS */
  async reserve(attempt: SignInAttempt): Promise<void> {
    for (const [throttle, key] of this.counters(attempt)) {
      const seconds = await throttle.reserve(key);
      if (seconds === undefined) continue;
      throw new AuthError('TOO_MANY_ATTEMPTS', `Too many wrong passwords. Wait ${Math.ceil(seconds / 60)} minutes and try again.`, {
        retryAfterSeconds: seconds,
      });
    }
  }

  /** Neither failed nor succeeded: something was missing. */
  async release(attempt: SignInAttempt): Promise<void> {
    for (const [throttle, key] of this.counters(attempt)) await throttle.release(key);
  }

  /** Only what this person did from here: a success proves nothing about the failures of others. */
  async forget(attempt: SignInAttempt): Promise<void> {
    await this.release(attempt);
    await this.persons.forget(personKey(attempt));
  }

  private counters(attempt: SignInAttempt): readonly (readonly [AttemptThrottle, string])[] {
    const own = [this.persons, personKey(attempt)] as const;
    if (attempt.isKnownDevice) return [own];
    return [own, [this.addresses, attempt.address], [this.accounts, accountKey(attempt)]];
  }
}

const accountKey = ({ email }: SignInAttempt): string => email.toLowerCase();
const personKey = (attempt: SignInAttempt): string => `${attempt.address} ${accountKey(attempt)}`;
