import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@penstock/kernel';
import { AttemptThrottle } from '../../platform/auth/attempt-throttle';
import { AuthError } from '../../platform/auth/auth.errors';
import { CLOCK } from '../../platform/tokens';

const windowMs = 15 * 60_000;
/** Per person and address: slow enough for guessing, quick enough for somebody who mistypes. */
const perPerson = { maxFailures: 5, windowMs };
/** Per address: many people may sit behind one, so a wider limit catches only sprays over many names. */
const perAddress = { maxFailures: 60, windowMs };
/** Per person from everywhere: stops a guess that comes from a thousand addresses. */
const perAccount = { maxFailures: 100, windowMs };

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

  constructor(@Inject(CLOCK) clock: Clock) {
    this.persons = new AttemptThrottle(clock, perPerson);
    this.addresses = new AttemptThrottle(clock, perAddress);
    this.accounts = new AttemptThrottle(clock, perAccount);
  }

  /** @throws AuthError TOO_MANY_ATTEMPTS */
  assertMayTry({ address, email, isKnownDevice }: SignInAttempt): void {
    const ofOthers = isKnownDevice ? undefined : (this.addresses.secondsToWait(address) ?? this.accounts.secondsToWait(accountKey(email)));
    const seconds = this.persons.secondsToWait(personKey(address, email)) ?? ofOthers;
    if (seconds === undefined) return;
    throw new AuthError('TOO_MANY_ATTEMPTS', `Too many wrong passwords. Wait ${Math.ceil(seconds / 60)} minutes and try again.`, {
      retryAfterSeconds: seconds,
    });
  }

  recordFailure({ address, email }: SignInAttempt): void {
    this.persons.recordFailure(personKey(address, email));
    this.addresses.recordFailure(address);
    this.accounts.recordFailure(accountKey(email));
  }

  /** Only what this person did from here: a success proves nothing about the failures of others. */
  forget({ address, email }: SignInAttempt): void {
    this.persons.forget(personKey(address, email));
  }
}

const accountKey = (email: string): string => email.toLowerCase();
const personKey = (address: string, email: string): string => `${address} ${accountKey(email)}`;
