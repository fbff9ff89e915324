import { Inject, Injectable } from '@nestjs/common';
import type { SettlementOutcome, SettlementProposal } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../platform/auth/request-context';
import type { ApiConfig } from '../../platform/config/api-config';
import { API_CONFIG } from '../../platform/tokens';

const columns = 'p.outcome, p.actor_id, p.actor_name, p.reason, p.proposed_at';
/** What is known of the effect: changes with every move, look-up and word. */
const evidence = `concat_ws('/', e.state, e.probes,
  (select max(l.looked_at) from effect_look_up l where l.effect_id = e.id), (select max(w.said_at) from effect_word w where w.effect_id = e.id))`;
/** Why a proposal `p` on an effect `e` cannot be confirmed. One of the former release names no evidence: it is not known what it was made on. */
export const outdatedAfter = (hours: string): string => `case when p.proposed_at < now() - ${hours} * interval '1 hour' then 'expired' when p.evidence is distinct from ${evidence} then 'other-evidence' end`;
const outdated = outdatedAfter('$3');
/** The first of two persons who speak at the same moment has proposed, the second one meets the row. What is out of date gives way. */
const insertProposal = `
  insert into settlement_proposal as p (effect_id, outcome, organization_id, actor_id, actor_name, reason, evidence)
  select e.id, $4, e.organization_id, $5, $6, $7, ${evidence} from effect e
  where e.organization_id = $1 and e.id = $2 and e.state in ('NEEDS_HUMAN', 'UNKNOWN')
  on conflict (effect_id, outcome) do update set actor_id = excluded.actor_id, actor_name = excluded.actor_name,
    reason = excluded.reason, evidence = excluded.evidence, proposed_at = now()
  where (select ${outdated} from effect e where e.id = p.effect_id) is not null
  returning ${columns}, null as outdated`;
const selectProposals = `
  select ${columns}, ${outdated} as outdated from settlement_proposal p join effect e on e.id = p.effect_id
  where p.organization_id = $1 and p.effect_id = $2 order by p.proposed_at`;

interface ProposalRow {
  readonly outcome: SettlementOutcome;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly reason: string;
  readonly proposed_at: Date;
  readonly outdated: Outdated | null;
}
type Outdated = 'expired' | 'other-evidence';

/** With the person, whom the next one must not be. */
export interface KnownProposal extends SettlementProposal {
  readonly actorId: string;
  /** Why it cannot be confirmed any more. */
  readonly outdated: Outdated | null;
}

export interface Proposal {
  readonly effectId: string;
  readonly outcome: SettlementOutcome;
  readonly reason: string;
}

/** First words on effects that take two persons. */
@Injectable()
export class SettlementProposals {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  async of(ctx: RequestContext, effectId: string): Promise<KnownProposal[]> {
    const rows = await this.unitOfWork.read(ctx).query<ProposalRow>(selectProposals, [effectId, this.config.proposalHours]);
    return rows.map(proposalFrom);
  }

  /** @returns undefined when the same outcome was proposed before and can still be confirmed, or the effect is not in doubt any more. */
  async add(ctx: RequestContext, { effectId, outcome, reason }: Proposal): Promise<KnownProposal | undefined> {
    const [row] = await this.unitOfWork
      .read(ctx)
      .query<ProposalRow>(insertProposal, [effectId, this.config.proposalHours, outcome, ctx.actor.id, ctx.actor.name, reason]);
    return row && proposalFrom(row);
  }
}

const proposalFrom = (row: ProposalRow): KnownProposal => ({
  outcome: row.outcome,
  by: row.actor_name,
  reason: row.reason,
  at: row.proposed_at.toISOString(),
  actorId: row.actor_id,
  outdated: row.outdated,
});
