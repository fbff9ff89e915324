import { Injectable } from '@nestjs/common';
import type { SuggestMappingsRequest, SuggestMappingsResult } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import { suggestInTurns, type RememberedPair, type SuggestField, type SuggestRequest, type Suggestions } from '@penstock/mapping';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CandidateRanking } from '../../assist/candidate-ranking';
import { matcherBusy } from '../mappings.errors';

/** 5,000 fields on both sides take seconds: of such requests only so many at once, because flows may run in here too. */
const mostLargeAtOnce = 2;
/** Fields of both sides together. Anything smaller is done in a moment. */
const largeFrom = 2_000;

/** The newest decisions are enough: reading more would only make every answer slower. */
const mostRemembered = 5_000;
const selectMemory = `
  select source, target, nullif(source_system, '') as "sourceSystem", nullif(target_system, '') as "targetSystem",
         confirmed, rejected
    from suggestion_memory where organization_id = $1 order by decided_at desc limit $2`;

type RequestField = SuggestMappingsRequest['source'][number];

/**
 * Which source fields could fill which target fields, by the offline matcher and what people decided before; its
 * candidates are put in another order by the organisation's AI provider, where one is switched on.
 */
@Injectable()
export class SuggestMappings {
  private largeRunning = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ranking: CandidateRanking,
  ) {}

  /** @throws MappingError MATCHER_BUSY */
  async execute(ctx: RequestContext, request: SuggestMappingsRequest): Promise<SuggestMappingsResult> {
    const asked = { source: request.source.map(fieldOf), target: request.target.map(fieldOf), memory: await this.rememberedPairs(ctx) };
    const offline = await this.match(asked);
    return viewOf(await this.ranking.improve(ctx, asked, offline));
  }

  private async match(request: SuggestRequest): Promise<Suggestions> {
    if (request.source.length + request.target.length < largeFrom) return inTurns(suggestInTurns(request));
    if (this.largeRunning >= mostLargeAtOnce) throw matcherBusy();
    this.largeRunning += 1;
    try {
      return await inTurns(suggestInTurns(request));
    } finally {
      this.largeRunning -= 1;
    }
  }

  /** What people of this organisation decided before; of nobody else. */
  private rememberedPairs(ctx: RequestContext): Promise<RememberedPair[]> {
    return this.unitOfWork.read(ctx).query<RememberedPair>(selectMemory, [mostRemembered]);
  }
}

/** Gives the rest of the process its turn at every pause. */
async function inTurns(work: Generator<undefined, Suggestions>): Promise<Suggestions> {
  for (;;) {
    const turn = work.next();
    if (turn.done) return turn.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const fieldOf = ({ path, sample, ...said }: RequestField): SuggestField => ({
  path,
  sample,
  type: said.type ?? undefined,
  description: said.description ?? undefined,
  required: said.required ?? undefined,
  format: said.format ?? undefined,
  choices: said.choices ?? undefined,
});

const viewOf = ({ pairs, candidates }: Suggestions): SuggestMappingsResult => ({
  pairs: pairs.map((pair) => ({ ...pair })) as SuggestMappingsResult['pairs'],
  candidates: Object.fromEntries([...candidates].map(([target, list]) => [target, [...list]])),
});
