import { Injectable } from '@nestjs/common';
import type { SettlementOutcome, SettlementProposal } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../platform/auth/request-context';

const columns = 'outcome, actor_id, actor_name, reason, proposed_at';
/** The first of two persons who speak at the same moment has proposed, the second one meets the row. */
const insertProposal = `
  insert into settlement_proposal (effect_id, outcome, organization_id, actor_id, actor_name, reason)
  select e.id, $3, e.organization_id, $4, $5, $6 from effect e
  where e.organization_id = $1 and e.id = $2 and e.state in ('NEEDS_HUMAN', 'UNKNOWN')
  on conflict do nothing returning ${columns}`;
const selectProposals = `select ${columns} from settlement_proposal where organization_id = $1 and effect_id = $2 order by proposed_at`;

interface ProposalRow {
  readonly outcome: SettlementOutcome;
  readonly actor_id: string;
  readonly actor_name: string;
  readonly reason: string;
  readonly proposed_at: Date;
}

/** With the person, whom the next one must not be. */
export interface KnownProposal extends SettlementProposal {
  readonly actorId: string;
}

export interface Proposal {
  readonly effectId: string;
  readonly outcome: SettlementOutcome;
  readonly reason: string;
}

/** First words on effects that take two persons. */
@Injectable()
export class SettlementProposals {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of(ctx: RequestContext, effectId: string): Promise<KnownProposal[]> {
    const rows = await this.unitOfWork.read(ctx).query<ProposalRow>(selectProposals, [effectId]);
    return rows.map(proposalFrom);
  }

  /** @returns undefined when the same outcome was proposed before, or the effect is not in doubt any more. */
  async add(ctx: RequestContext, { effectId, outcome, reason }: Proposal): Promise<KnownProposal | undefined> {
    const [row] = await this.unitOfWork
      .read(ctx)
      .query<ProposalRow>(insertProposal, [effectId, outcome, ctx.actor.id, ctx.actor.name, reason]);
    return row && proposalFrom(row);
  }
}

const proposalFrom = (row: ProposalRow): KnownProposal => ({
  outcome: row.outcome,
  by: row.actor_name,
  reason: row.reason,
  at: row.proposed_at.toISOString(),
  actorId: row.actor_id,
});
