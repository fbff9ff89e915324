import { Injectable } from '@nestjs/common';
import type { SuggestMappingsRequest, SuggestMappingsResult } from '@penstock/contracts';
import { suggestInTurns, type SuggestField, type Suggestions } from '@penstock/mapping';
import { matcherBusy } from '../mappings.errors';

/** 5,000 fields on both sides take seconds: of such requests only so many at once, because flows may run in here too. */
const mostLargeAtOnce = 2;
/** Fields of both sides together. Anything smaller is done in a moment. */
const largeFrom = 2_000;

type RequestField = SuggestMappingsRequest['source'][number];

/** Which source fields could fill which target fields, by the offline matcher. */
@Injectable()
export class SuggestMappings {
  private largeRunning = 0;

  /** @throws MappingError MATCHER_BUSY */
  async execute(request: SuggestMappingsRequest): Promise<SuggestMappingsResult> {
    if (request.source.length + request.target.length < largeFrom) return suggest(request);
    if (this.largeRunning >= mostLargeAtOnce) throw matcherBusy();
    this.largeRunning += 1;
    try {
      return await suggest(request);
    } finally {
      this.largeRunning -= 1;
    }
  }
}

async function suggest({ source, target }: SuggestMappingsRequest): Promise<SuggestMappingsResult> {
  return viewOf(await inTurns(suggestInTurns({ source: source.map(fieldOf), target: target.map(fieldOf) })));
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
