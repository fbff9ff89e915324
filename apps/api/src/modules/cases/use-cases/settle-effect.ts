import { findCardData } from '@penstock/card-data-guard';
import { Inject, Injectable } from '@nestjs/common';
import type { Effect, SettlementAnswer, SettlementProposal, SettlementRequest } from '@penstock/contracts';
import type { AnyAction } from '@penstock/connector-sdk';
import { UnitOfWork } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import { parseJson, stringifyJson, type EffectId, type Json } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import type { ApiConfig } from '../../../platform/config/api-config';
import type { ConnectorShelf } from '../../../platform/connector-shelf';
import { API_CONFIG, CONNECTOR_SHELF, ENGINE_HOST } from '../../../platform/tokens';
import { answerOfPerson, isRecord } from '../answer-of-person';
import {
  type CaseError,
  askFirst,
  effectNotFound,
  effectSettled,
  keyIsNoPerson,
  proposalChanged,
  proposalOutdated,
  proposalWaits,
  secondPersonNeeded,
  settlementHasCardData,
} from '../cases.errors';
import { SettlementProposals, type KnownProposal } from '../settlement-proposals';
import { canBeAsked, lastVerdict, mayGiveUpUnasked } from '../can-be-asked';
import { WordOutcomes } from '../word-outcomes';
import { takesTwoPersons } from '../two-person-rule';

const stateOf = { happened: 'DONE', 'did-not-happen-send': 'ABSENT', 'did-not-happen-stop': 'REJECTED', 'give-up-unasked': 'NEEDS_HUMAN' } as const;
const selectEffect = `
  select e.kind, e.class, e.amount::text, e.connector, e.action, e.action_version, e.request, e.resolved_by, e.state, ${lastVerdict} as verdict
  from effect e where e.organization_id = $1 and e.id = $2`;

interface EffectRow {
  readonly kind: string;
  readonly class: Effect['class'];
  readonly amount: string | null;
  readonly connector: string;
  readonly action: string;
  readonly action_version: number;
  readonly request: string;
  readonly resolved_by: string | null;
  readonly state: string;
  readonly verdict: string | null;
}

/** A person's word on what became of an effect. Its run goes on with it at once; large money takes the word of two. */
@Injectable()
export class SettleEffect {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly proposals: SettlementProposals,
    private readonly outcomes: WordOutcomes,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  async execute(ctx: RequestContext, id: string, request: SettlementRequest): Promise<SettlementAnswer> {
    if (findCardData(request as unknown as Json).length > 0) throw settlementHasCardData();
    const effect = await this.read(ctx, id);
    const isAskable = canBeAsked(this.actionOf(effect), effect);
    if (request.outcome === 'give-up-unasked' && !mayGiveUpUnasked({ ...effect, isAskable })) throw askFirst();
    const isChecked = isAskable && request.unchecked !== true && request.outcome !== 'give-up-unasked';
    if (!takesTwoPersons(request.outcome, effect, this.config.twoPersonLimit)) {
      return this.settle(ctx, id, { ...request, output: this.outputOf(effect, request), isChecked });
    }
    if (ctx.actor.kind !== 'user') throw keyIsNoPerson();
    return request.confirms ? this.confirm(ctx, id, { ...request, isChecked }) : this.propose(ctx, id, request);
  }

  /** Never confirms: a proposal that a colleague made meanwhile is something this person has not seen. */
  private async propose(ctx: RequestContext, id: string, request: SettlementRequest): Promise<SettlementAnswer> {
    const proposed = await this.proposals.add(ctx, { effectId: id, outcome: request.outcome, reason: request.reason });
    if (proposed) return { done: false, proposal: shown(proposed), message: null };
    const first = await this.proposalFor(ctx, id, request);
    if (!first) throw await this.settledAlready(ctx, id);
    throw first.actorId === ctx.actor.id ? secondPersonNeeded(first) : proposalWaits(first);
  }

  private async confirm(ctx: RequestContext, id: string, request: CheckedRequest): Promise<SettlementAnswer> {
    const first = await this.proposalFor(ctx, id, request);
    if (!first || first.by !== request.confirms?.by || first.at !== request.confirms.at) throw proposalChanged(first);
    if (first.outdated) throw proposalOutdated(first, first.outdated);
    if (first.actorId === ctx.actor.id) throw secondPersonNeeded(first);
    return this.settle(ctx, id, { ...request, proposal: first });
  }

  private async proposalFor(
    ctx: RequestContext,
    id: string,
    request: SettlementRequest,
  ): Promise<KnownProposal | undefined> {
    return (await this.proposals.of(ctx, id)).find(({ outcome }) => outcome === request.outcome);
  }

  private async settle(
    ctx: RequestContext,
    id: string,
    { outcome, isChecked, remoteId, output, reason, proposal }: Settlement,
  ): Promise<SettlementAnswer> {
    const result = await this.host.runs.settleEffect({
      organizationId: ctx.organizationId,
      effectId: id as EffectId,
      state: stateOf[outcome],
      isChecked,
      remoteId: remoteId ?? null,
      response: output === undefined ? null : stringifyJson(output as Json),
      actor: proposal ? `${proposal.by} and ${ctx.actor.name}` : ctx.actor.name,
      reason: proposal ? `${proposal.reason} / ${reason}` : reason,
    });
    if (result === 'not-found') throw effectNotFound();
    if (result !== 'done') throw await this.settledAlready(ctx, id);
    const message = isChecked ? await this.outcomes.of(ctx, id) : null;
    return { done: true, proposal: proposal ? shown(proposal) : null, message };
  }

  private actionOf({ connector, action, action_version: version }: EffectRow): AnyAction | undefined {
    return this.shelf.action({ connector, action, version });
  }

  private async read(ctx: RequestContext, id: string): Promise<EffectRow> {
    const [effect] = await this.unitOfWork.read(ctx).query<EffectRow>(selectEffect, [id]);
    if (!effect) throw effectNotFound();
    return effect;
  }

  /** A person is named; the words they gave are in the record. */
  private async settledAlready(ctx: RequestContext, id: string): Promise<CaseError> {
    const { resolved_by: by } = await this.read(ctx, id);
    return effectSettled(by?.includes(': ') ? (by.split(': ')[0] ?? null) : null);
  }

  /** The person's own words win over what follows from the request. */
  private outputOf(effect: EffectRow, { remoteId, output }: SettlementRequest): unknown {
    if (remoteId === undefined) return output;
    const known = answerOfPerson(this.actionOf(effect), parseJson(effect.request), remoteId);
    return output === undefined || isRecord(output) ? { ...known, ...output } : output;
  }
}

/** `isChecked`: the remote side is asked before the word counts. */
type CheckedRequest = SettlementRequest & { readonly isChecked: boolean };
type Settlement = Omit<CheckedRequest, 'output'> & { readonly output?: unknown; readonly proposal?: KnownProposal };

const shown = ({ outcome, by, reason, at }: KnownProposal): SettlementProposal => ({ outcome, by, reason, at });
