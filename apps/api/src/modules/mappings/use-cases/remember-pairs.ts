import { Inject, Injectable } from '@nestjs/common';
import type { MappingFeedbackRequest, MappingFeedbackResult } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK } from '../../../platform/tokens';

/** One statement for all pairs; the same pair twice in a request counts once, by its last word. */
const remember = `
  insert into suggestion_memory as m
         (organization_id, source_system, target_system, source, target, confirmed, rejected, decided_at)
  select $1, $2, $3, source, target, confirmed::int, (not confirmed)::int, $7
    from unnest($4::text[], $5::text[], $6::boolean[]) as pair (source, target, confirmed)
      on conflict (organization_id, source_system, target_system, source, target) do update
     set confirmed = m.confirmed + excluded.confirmed, rejected = m.rejected + excluded.rejected,
         decided_at = excluded.decided_at`;

/** Counts what people decide on suggested pairs, so that the next suggestions of their organisation are better. */
@Injectable()
export class RememberPairs {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(ctx: RequestContext, request: MappingFeedbackRequest): Promise<MappingFeedbackResult> {
    const { sourceSystem = '', targetSystem = '' } = request;
    const pairs = [...new Map(request.pairs.map((pair) => [`${pair.source} > ${pair.target}`, pair])).values()];
    await this.unitOfWork.run(ctx, async (store) => {
      await store.query(remember, [
        sourceSystem,
        targetSystem,
        pairs.map(({ source }) => source),
        pairs.map(({ target }) => target),
        pairs.map(({ isConfirmed }) => isConfirmed),
        new Date(this.clock.now()),
      ]);
      store.record({
        action: 'mapping.suggestions-decided',
        object: { kind: 'mapping', id: `${sourceSystem || '?'} > ${targetSystem || '?'}` },
        details: {
          confirmed: pairs.filter(({ isConfirmed }) => isConfirmed).length,
          refused: pairs.filter(({ isConfirmed }) => !isConfirmed).length,
        },
      });
    });
    return { remembered: pairs.length };
  }
}
