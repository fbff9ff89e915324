import { Injectable } from '@nestjs/common';
import type { SuggestMappingsRequest, SuggestMappingsResult } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import { suggestInTurns, type RememberedPair, type SuggestField, type Suggestions } from '@penstock/mapping';
import type { RequestContext } from '../../../platform/auth/request-context';
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

/** Which source fields could fill which target fields, by the offline matcher and what people decided before. */
@Injectable()
export class SuggestMappings {
  private largeRunning = 0;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws MappingError MATCHER_BUSY */
  async execute(ctx: RequestContext, request: SuggestMappingsRequest): Promise<SuggestMappingsResult> {
    const memory = await this.rememberedPairs(ctx);
    if (request.source.length + request.target.length < largeFrom) return suggest(request, memory);
    if (this.largeRunning >= mostLargeAtOnce) throw matcherBusy();
    this.largeRunning += 1;
    try {
      return await suggest(request, memory);
    } finally {
      this.largeRunning -= 1;
    }
  }

  /** What people of this organisation decided before; of nobody else. */
  private rememberedPairs(ctx: RequestContext): Promise<RememberedPair[]> {
    return this.unitOfWork.read(ctx).query<RememberedPair>(selectMemory, [mostRemembered]);
  }
}

async function suggest(
  { source, target }: SuggestMappingsRequest,
  memory: readonly RememberedPair[],
): Promise<SuggestMappingsResult> {
  return viewOf(await inTurns(suggestInTurns({ source: source.map(fieldOf), target: target.map(fieldOf), memory })));
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
