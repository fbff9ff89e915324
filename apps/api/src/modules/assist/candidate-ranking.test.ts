import { suggestMappings, type SuggestRequest } from '@penstock/mapping';
import pino from 'pino';
import type { RequestContext } from '../../platform/auth/request-context';
import type { AssistModel, ModelQuestion } from './assist-model';
import { CandidateRanking } from './candidate-ranking';
import type { ProviderRow } from './provider-rows';

const provider = { timeoutSeconds: 30, sendDescriptions: false, sendValues: false, updatedAt: new Date(0) } as ProviderRow;
const ctx = { organizationId: 'org', requestId: 'r' } as RequestContext;
const containers = ['order', 'buyer', 'parcel', 'invoice', 'refund', 'seller', 'depot'];
const request: SuggestRequest = {
  source: [{ path: 'postcode', type: 'string' }],
  target: containers.map((container) => ({ path: `${container}.postcode`, type: 'string' })),
};

/** How long each question may wait, when the answers of a batch take `secondsPerBatch`. */
async function waits(secondsPerBatch: number): Promise<readonly (number | undefined)[]> {
  let now = 1_000_000;
  const asked: ModelQuestion[] = [];
  const model = {
    provider: () => Promise.resolve(provider),
    ask: async (_ctx: unknown, _row: unknown, question: ModelQuestion) => {
      asked.push(question);
      const isLastOfBatch = asked.length % 3 === 0;
      await Promise.resolve();
      if (isLastOfBatch) now += secondsPerBatch * 1000;
      return { ranking: [] };
    },
  } as unknown as AssistModel;
  await new CandidateRanking(model, pino({ level: 'silent' }), { now: () => now, monotonic: () => now }).improve(ctx, request, suggestMappings(request));
  return asked.map(({ waitMs }) => waitMs);
}

describe('a person who waits for a ranking', () => {
  test('waits no longer than for one question: later ones get what is left', async () => {
    expect(await waits(14)).toEqual([30_000, 30_000, 30_000, 16_000, 16_000, 16_000, 2_000]);
  });

  test('is not kept by questions for which no time is left', async () => {
    expect(await waits(15)).toEqual([30_000, 30_000, 30_000, 15_000, 15_000, 15_000]);
  });
});
