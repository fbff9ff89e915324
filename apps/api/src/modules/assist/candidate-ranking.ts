import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson, type Clock } from '@penstock/kernel';
import { rankingQuestions, readRanking, rerank, type RankedTarget, type RankingQuestion, type SuggestRequest, type Suggestions } from '@penstock/mapping';
import type { Logger } from 'pino';
import type { RequestContext } from '../../platform/auth/request-context';
import { CLOCK, LOG } from '../../platform/tokens';
import { AssistModel } from './assist-model';
import type { ProviderRow } from './provider-rows';

/** Larger schemas are ranked in part: the rest keeps the matcher's order. */
const mostQuestions = 12;
const atOnce = 3;
const mostKept = 500;

const instructions = `Two schemas are being mapped. For every target field choose the best source among its own candidates, or null when none means the same.
Answer with {"ranking":[{"target":"t1","source":"s3","reason":"…"}]}: ids exactly as given, every target once, a reason of at most twelve words about meaning.`;

interface Asking {
  readonly ctx: RequestContext;
  readonly provider: ProviderRow;
  readonly waitMs: number;
}

/**
 * Has the organisation's model put the matcher's candidates in order, one question per container of the target. Whatever
 * goes wrong with a question, its fields keep the order of the matcher.
 */
@Injectable()
export class CandidateRanking {
  /** Rankings by organisation, provider as saved, and question. The oldest goes first. */
  private readonly known = new Map<string, readonly RankedTarget[]>();

  constructor(
    private readonly model: AssistModel,
    @Inject(LOG) private readonly log: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The same suggestions while no provider is switched on. */
  async improve(ctx: RequestContext, request: SuggestRequest, offline: Suggestions): Promise<Suggestions> {
    const provider = await this.model.provider(ctx);
    if (!provider) return offline;
    const disclosure = { descriptions: provider.sendDescriptions, maskedValues: provider.sendValues };
    const questions = rankingQuestions(request, offline, disclosure).slice(0, mostQuestions);
    const rankings: (readonly RankedTarget[])[] = [];
    // A person waits: all questions together get the time of one.
    const until = this.clock.now() + provider.timeoutSeconds * 1000;
    for (let at = 0; at < questions.length && this.clock.now() < until; at += atOnce) {
      const asking: Asking = { ctx, provider, waitMs: until - this.clock.now() };
      const answers = questions.slice(at, at + atOnce).map((question) => this.rankingOf(asking, question));
      const answered = await Promise.all(answers);
      rankings.push(...answered.flatMap((each) => (each ? [each] : [])));
      // One that cannot be asked now will not answer the rest either; nobody waits for it again and again.
      if (answered.every((each) => each === undefined)) break;
    }
    return rankings.length === 0 ? offline : rerank(request, offline, rankings.flat());
  }

  private async rankingOf(asking: Asking, question: RankingQuestion): Promise<readonly RankedTarget[] | undefined> {
    const { ctx, provider } = asking;
    const key = createHash('sha256').update(canonicalJson([ctx.organizationId, provider.updatedAt.getTime(), question.material])).digest('base64');
    const known = this.known.get(key);
    if (known) return known;
    const ranking = await this.ask(asking, question);
    if (!ranking) return undefined;
    const [oldest] = this.known.keys();
    if (this.known.size >= mostKept && oldest !== undefined) this.known.delete(oldest);
    this.known.set(key, ranking);
    return ranking;
  }

  private async ask({ ctx, provider, waitMs }: Asking, question: RankingQuestion): Promise<readonly RankedTarget[] | undefined> {
    try {
      const ranking = readRanking(await this.model.ask(ctx, provider, { purpose: 'mapping', instructions, material: question.material, waitMs }), question);
      if (!ranking) this.log.warn({ requestId: ctx.requestId }, 'the AI provider answered with what was not offered; the matcher’s order stands');
      return ranking;
    } catch (err) {
      this.log.warn({ err, requestId: ctx.requestId }, 'the AI provider did not rank; the matcher’s order stands');
      return undefined;
    }
  }
}
