import { Injectable } from '@nestjs/common';
import type { SuggestMappingsRequest, SuggestMappingsResult } from '@penstock/contracts';
import { suggestInTurns, type SuggestField, type Suggestions } from '@penstock/mapping';
import { matcherBusy } from '../mappings.errors';

/** 5,000 fields on both sides take seconds; more of them at once would hold up the rest of the process. */
const mostAtOnce = 2;

type RequestField = SuggestMappingsRequest['source'][number];

/** Which source fields could fill which target fields, by the offline matcher. */
@Injectable()
export class SuggestMappings {
  private running = 0;

  /** @throws MappingError MATCHER_BUSY */
  async execute({ source, target }: SuggestMappingsRequest): Promise<SuggestMappingsResult> {
    if (this.running >= mostAtOnce) throw matcherBusy();
    this.running += 1;
    try {
      return viewOf(await inTurns(suggestInTurns({ source: source.map(fieldOf), target: target.map(fieldOf) })));
    } finally {
      this.running -= 1;
    }
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
