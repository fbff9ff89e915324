import { Injectable } from '@nestjs/common';
import type { SignInRequest } from '@penstock/contracts';
import { AuthError } from '../../platform/auth/auth.errors';
import type { PasswordOwner } from '../../platform/auth/credential-lookup';
import { isPassword } from '../../platform/auth/passwords';
import { SecondFactor } from '../../platform/auth/second-factor';
import { KnownDevices } from './known-devices';
import { SignInThrottle, type SignInAttempt } from './sign-in-throttle';
import type { Visitor } from './visitor';

/** What stands between a stranger and a session. */
@Injectable()
export class SignInChecks {
  constructor(
    private readonly throttle: SignInThrottle,
    private readonly secondFactor: SecondFactor,
    readonly devices: KnownDevices,
  ) {}

  async isKnownDevice(owner: PasswordOwner | undefined, { device }: Visitor): Promise<boolean> {
    return owner !== undefined && (await this.devices.isKnown(owner, device));
  }

  /** @throws AuthError SIGN_IN_REFUSED, SECOND_FACTOR_NEEDED, SECOND_FACTOR_REFUSED, TOO_MANY_ATTEMPTS */
  async pass(attempt: SignInAttempt, owner: PasswordOwner | undefined, { password, code }: SignInRequest): Promise<PasswordOwner> {
    this.throttle.assertMayTry(attempt);
    const isRight = await isPassword(password, owner?.passwordHash);
    if (!owner || !isRight) {
      this.throttle.recordFailure(attempt);
      throw new AuthError('SIGN_IN_REFUSED', 'The e-mail address or the password is not right. Check both and try again.');
    }
    if (owner.hasSecondFactor) await this.passSecondFactor(attempt, owner, code);
    this.throttle.forget(attempt);
    return owner;
  }

  private async passSecondFactor(attempt: SignInAttempt, owner: PasswordOwner, code: string | undefined): Promise<void> {
    if (code === undefined) {
      throw new AuthError('SECOND_FACTOR_NEEDED', 'Enter the six digits of your authenticator app, or one of your recovery codes.');
    }
    if (await this.secondFactor.accepts(owner, code)) return;
    this.throttle.recordFailure(attempt);
    throw new AuthError('SECOND_FACTOR_REFUSED', 'This code is not right, is too old or was used before. Wait for the next one and try again.');
  }
}
