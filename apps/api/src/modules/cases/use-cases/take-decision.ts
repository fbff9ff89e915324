import { Inject, Injectable } from '@nestjs/common';
import type { DecisionRequest } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import { parseJson, stringifyJson, type RunId } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { CaseError } from '../cases.errors';

const selectWaitpoint = `select state, actor, prompt from waitpoint where organization_id = $1 and run_id = $2 and key = $3 and kind = 'decision'`;

interface WaitpointRow {
  readonly state: string;
  readonly actor: string | null;
  readonly prompt: string | null;
}

/** The first decision counts; whoever comes second is told who was quicker. */
@Injectable()
export class TakeDecision {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  async execute(ctx: RequestContext, { id, key }: { readonly id: string; readonly key: string }, { choice, reason }: DecisionRequest): Promise<{ done: true }> {
    const asked = await this.read(ctx, id, key);
    if (!asked) throw notOpen('Nobody is asked for this decision.');
    const { choices } = parseJson(asked.prompt ?? '{"choices":[]}') as unknown as { readonly choices: readonly { readonly id: string }[] };
    if (!choices.some((offered) => offered.id === choice)) {
      throw new CaseError('CHOICE_UNKNOWN', `“${choice}” is none of the choices. Nothing was decided. Choose one of: ${choices.map((offered) => offered.id).join(', ')}.`);
    }
    const result = stringifyJson({ choice, reason: reason ?? null });
    const outcome = await this.host.runs.decide({ organizationId: ctx.organizationId, runId: id as RunId, key, result, actor: ctx.actor.name, reason: reason ?? null });
    if (outcome === 'done') return { done: true };
    const now = await this.read(ctx, id, key);
    throw notOpen(now?.state === 'answered' ? `It was decided by ${now.actor ?? 'somebody'} already.` : 'Its time is over, or its run has ended.');
  }

  private async read(ctx: RequestContext, id: string, key: string): Promise<WaitpointRow | undefined> {
    const [row] = await this.unitOfWork.read(ctx).query<WaitpointRow>(selectWaitpoint, [id, key]);
    return row;
  }
}

const notOpen = (why: string): CaseError => new CaseError('DECISION_NOT_OPEN', `${why} Nothing was changed. Reload the case.`);
