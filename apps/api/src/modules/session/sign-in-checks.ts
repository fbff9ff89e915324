import { Injectable } from '@nestjs/common';
import type { SignInRequest } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import { AuthError } from '../../platform/auth/auth.errors';
import type { PasswordOwner } from '../../platform/auth/credential-lookup';
import { isPassword } from '../../platform/auth/passwords';
import { SecondFactor } from '../../platform/auth/second-factor';
import { KnownDevices } from './known-devices';
import { SignInThrottle, type SignInAttempt } from './sign-in-throttle';
import type { Visitor } from './visitor';

const selectPasswordsOff = 'select 1 from sign_in_provider where organization_id = $1 and password_sign_in_off';

/** What stands between a stranger and a session. */
@Injectable()
export class SignInChecks {
  constructor(
    private readonly throttle: SignInThrottle,
    private readonly secondFactor: SecondFactor,
    readonly devices: KnownDevices,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async isKnownDevice(owner: PasswordOwner | undefined, { device }: Visitor): Promise<boolean> {
    return owner !== undefined && (await this.devices.isKnown(owner, device));
  }

  /** @throws AuthError SIGN_IN_REFUSED, SECOND_FACTOR_NEEDED, SECOND_FACTOR_REFUSED, TOO_MANY_ATTEMPTS */
  async pass(attempt: SignInAttempt, owner: PasswordOwner | undefined, { password, code }: SignInRequest): Promise<PasswordOwner> {
    await this.throttle.reserve(attempt);
    const isRight = await isPassword(password, owner?.passwordHash);
    if (!owner || !isRight) throw new AuthError('SIGN_IN_REFUSED', 'The e-mail address or the password is not right. Check both and try again.');
    if (owner.hasSecondFactor) await this.checkCode(attempt, owner, code);
    await this.throttle.forget(attempt);
    return owner;
  }

  /** For whoever is known otherwise. @throws AuthError SECOND_FACTOR_NEEDED, SECOND_FACTOR_REFUSED, TOO_MANY_ATTEMPTS */
  async passSecondFactor(attempt: SignInAttempt, owner: PasswordOwner, code: string | undefined): Promise<void> {
    await this.throttle.reserve(attempt);
    await this.checkCode(attempt, owner, code);
    await this.throttle.forget(attempt);
  }

  /** Owners keep a way in when the provider is away. @throws AuthError PASSWORD_SIGN_IN_OFF */
  async assertPasswordsAllowed({ organizationId, actor }: PasswordOwner): Promise<void> {
    if (actor.role === 'owner') return;
    const off = await this.unitOfWork.read({ organizationId }).query(selectPasswordsOff);
    if (off.length === 0) return;
    throw new AuthError('PASSWORD_SIGN_IN_OFF', 'Your organisation signs in with its own sign-in service, not with passwords. Nobody was signed in. Use the button of that service.');
  }

  private async checkCode(attempt: SignInAttempt, owner: PasswordOwner, code: string | undefined): Promise<void> {
    if (code === undefined) {
      await this.throttle.release(attempt);
      throw new AuthError('SECOND_FACTOR_NEEDED', 'Enter the six digits of your authenticator app, or one of your recovery codes.');
    }
    if (await this.secondFactor.accepts(owner, code)) return;
    throw new AuthError('SECOND_FACTOR_REFUSED', 'This code is not right, is too old or was used before. Wait for the next one and try again.');
  }
}
