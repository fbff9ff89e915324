import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { Vault } from '@penstock/vault';
import { CLOCK, VAULT } from '../tokens';
import { recoveryCodeHash } from './recovery-codes';
import { totpStep } from './totp';

/** Name of the authenticator's secret in the vault. */
export const TOTP_SECRET = 'totp';

/** Compare-and-set: of two requests with the same code, one gets in. */
const useStep = `
  with used as (update app_user set second_factor_step = $3 where organization_id = $1 and id = $2 and second_factor_step < $3 returning id)
  select id from used`;
const useRecoveryCode = `
  with used as (delete from recovery_code where organization_id = $1 and user_id = $2 and code_hash = $3 returning user_id)
  select user_id from used`;

export interface SecondFactorOwner {
  readonly organizationId: string;
  readonly actor: { readonly id: string };
  readonly lastStep: number;
}

/** One-time passwords and recovery codes of people; each counts once. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async accepts(owner: SecondFactorOwner, code: string): Promise<boolean> {
    const store = this.unitOfWork.read(owner);
    if (!/^\d{6}$/.test(code)) return (await store.query(useRecoveryCode, [owner.actor.id, recoveryCodeHash(code)])).length > 0;
    const secret = await this.vault.read('user', owner.actor.id, TOTP_SECRET);
    const step = secret === undefined ? undefined : totpStep(secret, code, { now: this.clock.now(), lastStep: owner.lastStep });
    return step !== undefined && (await store.query(useStep, [owner.actor.id, step])).length > 0;
  }
}
