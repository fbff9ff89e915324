import { Inject, Injectable } from '@nestjs/common';
import type { SettlementRequest } from '@penstock/contracts';
import type { EngineHost } from '@penstock/engine-host';
import { stringifyJson, type EffectId, type Json } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { CaseError } from '../cases.errors';

const stateOf = { happened: 'DONE', 'did-not-happen-send': 'ABSENT', 'did-not-happen-stop': 'REJECTED' } as const;

/** A person's word on what became of an effect. Its run goes on with it at once. */
@Injectable()
export class SettleEffect {
  constructor(@Inject(ENGINE_HOST) private readonly host: EngineHost) {}

  async execute(ctx: RequestContext, id: string, request: SettlementRequest): Promise<{ done: true }> {
    const { remoteId = null, output = remoteId === null ? undefined : { id: remoteId } } = request;
    const outcome = await this.host.runs.settleEffect({
      organizationId: ctx.organizationId,
      effectId: id as EffectId,
      state: stateOf[request.outcome],
      remoteId,
      response: output === undefined ? null : stringifyJson(output as Json),
      actor: ctx.actor.name,
      reason: request.reason,
    });
    if (outcome === 'done') return { done: true };
    if (outcome === 'not-found') throw effectNotFound();
    throw new CaseError('EFFECT_SETTLED', 'The outcome of this effect is known already, or its run is finding it out at this very moment. Nothing was changed and nothing more is sent. Reload the case; if it is still open, say it again.');
  }
}

export const effectNotFound = (): CaseError => new CaseError('EFFECT_NOT_FOUND', 'This effect does not exist, or it belongs to somebody else. Nothing was changed.');
