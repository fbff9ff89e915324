import { Inject, Injectable } from '@nestjs/common';
import type { ChangePasswordRequest } from '@penstock/contracts';
import { AppUserRow, UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import { AttemptThrottle } from '../../../platform/auth/attempt-throttle';
import { AuthError } from '../../../platform/auth/auth.errors';
import { hashPassword, isPassword } from '../../../platform/auth/passwords';
import { CLOCK } from '../../../platform/tokens';
import { AccountError } from '../account.errors';
import type { Person } from '../person';

/** Guesses at an open desk. */
const guessLimits = { kind: 'own-password', maxFailures: 5, windowMs: 15 * 60_000 };
const endOthers = 'delete from user_session where organization_id = $1 and user_id = $2 and id <> $3';

@Injectable()
export class OwnPassword {
  private readonly throttle: AttemptThrottle;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.throttle = new AttemptThrottle(unitOfWork, clock, guessLimits);
  }

  /** @throws AccountError PASSWORD_NOT_RIGHT, AuthError TOO_MANY_ATTEMPTS */
  async prove({ ctx }: Person, password: string): Promise<void> {
    const seconds = await this.throttle.reserve(ctx.actor.id);
    if (seconds !== undefined) throw new AuthError('TOO_MANY_ATTEMPTS', 'Too many wrong passwords. Wait, then try again.', { retryAfterSeconds: seconds });
    const user = await this.unitOfWork.read(ctx).repository(AppUserRow).findOne({ id: ctx.actor.id });
    if (await isPassword(password, user?.passwordHash)) return this.throttle.forget(ctx.actor.id);
    throw new AccountError('PASSWORD_NOT_RIGHT', 'This is not your password. Nothing was changed. Try again.');
  }

  /** Other sessions end: whoever knew the old password is out. */
  async change(person: Person, { current, password }: ChangePasswordRequest): Promise<void> {
    await this.prove(person, current);
    const { ctx, sessionId } = person;
    const passwordHash = await hashPassword(password);
    await this.unitOfWork.run(ctx, async (store) => {
      await store.repository(AppUserRow).update({ id: ctx.actor.id }, { passwordHash });
      await store.query(endOthers, [ctx.actor.id, sessionId]);
      store.record({ action: 'user.password-changed', object: { kind: 'user', id: ctx.actor.id, name: ctx.actor.name } });
    });
  }
}
