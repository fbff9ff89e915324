import { Inject, Injectable } from '@nestjs/common';
import type { Account, RecoveryCodes, SecondFactorStart } from '@penstock/contracts';
import { AppUserRow, UnitOfWork, type ChangeStore } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { Vault } from '@penstock/vault';
import { qrPicture } from '../../../platform/auth/qr-picture';
import { newRecoveryCodes, recoveryCodeHash } from '../../../platform/auth/recovery-codes';
import type { RequestContext } from '../../../platform/auth/request-context';
import { SecondFactor, TOTP_SECRET } from '../../../platform/auth/second-factor';
import { newTotpSecret, totpUri } from '../../../platform/auth/totp';
import { CLOCK, VAULT } from '../../../platform/tokens';
import { AccountError } from '../account.errors';
import type { Person } from '../person';

const selectAccount = `
  select email, name, second_factor_at is not null as "hasSecondFactor", second_factor_step::float8 as "lastStep",
    (select count(*)::int from recovery_code c where c.user_id = u.id) as "recoveryCodesLeft"
  from app_user u where organization_id = $1 and id = $2`;
const forgetCodes = 'delete from recovery_code where organization_id = $1 and user_id = $2';
const insertCode = 'insert into recovery_code (organization_id, user_id, code_hash) values ($1, $2, $3)';

type AccountRow = Account & { readonly lastStep: number };

@Injectable()
export class OwnSecondFactor {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly secondFactor: SecondFactor,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async account(ctx: RequestContext): Promise<Account> {
    const { lastStep: _, ...account } = await this.row(ctx);
    return account;
  }

  /** A secret that counts for nothing until a first code proves that the app has it. @throws AccountError SECOND_FACTOR_SET */
  async start({ ctx }: Person): Promise<SecondFactorStart> {
    const { hasSecondFactor, email } = await this.row(ctx);
    if (hasSecondFactor) throw alreadySet();
    const secret = newTotpSecret();
    await this.unitOfWork.run(ctx, async (store) => {
      await this.vault.set(ownerOf(ctx), { name: TOTP_SECRET, value: secret }, store.statements);
      store.record({ action: 'user.second-factor-started', object: { kind: 'user', id: ctx.actor.id, name: ctx.actor.name } });
    });
    const uri = totpUri(secret, email);
    return { secret, uri, picture: qrPicture(uri) };
  }

  /** @throws AccountError SECOND_FACTOR_SET, SECOND_FACTOR_NOT_STARTED */
  async confirm({ ctx }: Person, code: string): Promise<RecoveryCodes> {
    const { hasSecondFactor, lastStep } = await this.row(ctx);
    if (hasSecondFactor) throw alreadySet();
    if (!(await this.secondFactor.accepts({ ...ctx, lastStep }, code))) {
      throw new AccountError('SECOND_FACTOR_NOT_STARTED', 'This code is not that of the app. Nothing was changed. Scan the picture again, or wait for the next code.');
    }
    const codes = newRecoveryCodes();
    await this.unitOfWork.run(ctx, async (store) => {
      await store.repository(AppUserRow).update({ id: ctx.actor.id }, { secondFactorAt: new Date(this.clock.now()) });
      await replaceCodes(store, ctx, codes);
      store.record({ action: 'user.second-factor-set', object: { kind: 'user', id: ctx.actor.id, name: ctx.actor.name } });
    });
    return { codes: [...codes] };
  }

  /** Whoever asks has proved their password. */
  async remove({ ctx }: Person): Promise<void> {
    await this.unitOfWork.run(ctx, async (store) => {
      await store.repository(AppUserRow).update({ id: ctx.actor.id }, { secondFactorAt: null });
      await store.query(forgetCodes, [ctx.actor.id]);
      await this.vault.delete(ownerOf(ctx), TOTP_SECRET, store.statements);
      store.record({ action: 'user.second-factor-removed', object: { kind: 'user', id: ctx.actor.id, name: ctx.actor.name } });
    });
  }

  private async row(ctx: RequestContext): Promise<AccountRow> {
    const [row] = await this.unitOfWork.read(ctx).query<AccountRow>(selectAccount, [ctx.actor.id]);
    return row as AccountRow;
  }
}

const ownerOf = ({ organizationId, actor }: RequestContext) => ({ organizationId, kind: 'user', id: actor.id }) as const;

async function replaceCodes(store: ChangeStore, { actor }: RequestContext, codes: readonly string[]): Promise<void> {
  await store.query(forgetCodes, [actor.id]);
  for (const code of codes) await store.query(insertCode, [actor.id, recoveryCodeHash(code)]);
}

const alreadySet = (): AccountError =>
  new AccountError('SECOND_FACTOR_SET', 'A second factor is set up already. Nothing was changed. Remove it first to set up another one.');
