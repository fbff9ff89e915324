import { Inject, Injectable } from '@nestjs/common';
import type { AiProvider, AiProviderTest } from '@penstock/contracts';
import { UnitOfWork, type ChangeStore, type TenantScope } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { Vault } from '@penstock/vault';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK, VAULT } from '../../../platform/tokens';
import { AssistModel } from '../assist-model';
import type { SaveAiProviderDto } from '../assist.dto';
import { keyNeeded, notSetUp } from '../assist.errors';
import { API_KEY, hostOf, keyOwnerOf, ProviderRows, type ProviderRow } from '../provider-rows';

const upsertProvider = `
  insert into ai_provider (organization_id, address, model, is_on, send_descriptions, send_values, timeout_seconds, updated_at, updated_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (organization_id) do update set address = excluded.address, model = excluded.model, is_on = excluded.is_on,
    send_descriptions = excluded.send_descriptions, send_values = excluded.send_values, timeout_seconds = excluded.timeout_seconds,
    updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
const deleteProvider = 'with gone as (delete from ai_provider where organization_id = $1 returning address) select address from gone';

@Injectable()
export class KeepProvider {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rows: ProviderRows,
    private readonly model: AssistModel,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AssistError AI_NOT_SET_UP */
  async read(ctx: RequestContext): Promise<AiProvider> {
    const row = await this.rows.find(ctx);
    if (!row) throw notSetUp();
    return { ...row, apiKeySetAt: (await this.keySetAt(ctx))?.toISOString() ?? null, updatedAt: row.updatedAt.toISOString() };
  }

  /** @throws AssistError AI_KEY_NEEDED */
  async save(ctx: RequestContext, { apiKey, ...provider }: SaveAiProviderDto): Promise<AiProvider> {
    await this.unitOfWork.run(ctx, async (store) => {
      const { address, model, isOn, sendDescriptions, sendValues, timeoutSeconds } = provider;
      const before = await this.rows.lock(store);
      await store.query(upsertProvider, [address, model, isOn, sendDescriptions, sendValues, timeoutSeconds, new Date(this.clock.now()), ctx.actor.name]);
      if (apiKey === undefined && !isSameHost(before, provider)) await this.refuseMovedKey(before, store);
      await this.keepKey(ctx, apiKey, store);
      store.record({ action: 'ai-provider.saved', object: { kind: 'ai-provider', id: ctx.organizationId, name: hostOf(provider) }, details: { ...provider, keyChange: keyChangeOf(apiKey) } });
    });
    return this.read(ctx);
  }

  /** @throws AssistError AI_NOT_SET_UP */
  async remove(ctx: RequestContext): Promise<void> {
    await this.unitOfWork.run(ctx, async (store) => {
      const [gone] = await store.query<{ address: string }>(deleteProvider);
      if (!gone) throw notSetUp();
      await this.vault.delete(keyOwnerOf(ctx.organizationId), API_KEY, store.statements);
      store.record({ action: 'ai-provider.removed', object: { kind: 'ai-provider', id: ctx.organizationId, name: hostOf(gone) } });
    });
  }

  /** Asks the saved model for a word, on or off. @throws AssistError */
  async test(ctx: RequestContext): Promise<AiProviderTest> {
    const provider = await this.model.requireProvider(ctx, true);
    await this.model.ask(ctx, provider, { purpose: 'test', instructions: 'Answer with {"ready": true}.', material: {} });
    return { summary: `${hostOf(provider)} answers with the model ${provider.model}.` };
  }

  /**
   * A stored key belongs to the host it was entered for; sent to another one it would be given away. Asked after the row
   * was written: whoever else set up the first provider meanwhile has committed its key by then.
   */
  private async refuseMovedKey(before: ProviderRow | undefined, store: ChangeStore): Promise<void> {
    if (await this.keySetAt(store, store.statements)) throw keyNeeded(before && hostOf(before));
  }

  private async keepKey({ organizationId }: RequestContext, apiKey: string | null | undefined, store: ChangeStore): Promise<void> {
    const owner = keyOwnerOf(organizationId);
    if (apiKey === null) await this.vault.delete(owner, API_KEY, store.statements);
    else if (apiKey !== undefined) await this.vault.set(owner, { name: API_KEY, value: apiKey }, store.statements);
  }

  private async keySetAt({ organizationId }: TenantScope, within?: ChangeStore['statements']): Promise<Date | undefined> {
    return (await this.vault.describe(keyOwnerOf(organizationId), within)).find(({ name }) => name === API_KEY)?.setAt;
  }
}

const isSameHost = (before: ProviderRow | undefined, { address }: Pick<ProviderRow, 'address'>): boolean => before !== undefined && new URL(before.address).origin === new URL(address).origin;

const keyChangeOf = (apiKey: string | null | undefined): 'entered' | 'none' | 'removed' => (apiKey === undefined ? 'none' : apiKey === null ? 'removed' : 'entered');
