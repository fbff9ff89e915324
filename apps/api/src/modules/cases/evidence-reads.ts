import { describeConnector } from '@penstock/connector-sdk';
import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { redactCardData, redactCardDataInText } from '@penstock/card-data-guard';
import type { Effect, EvidenceBundle, LookUp } from '@penstock/contracts';
import { UnitOfWork, type TenantStore } from '@penstock/database';
import { canonicalJson, parseJson, type Json } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import type { ApiConfig } from '../../platform/config/api-config';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { maskOneTimeTokens } from '../../platform/one-time-tokens';
import { labelsFrom } from '../../platform/recorded-json';
import { API_CONFIG, CONNECTOR_SHELF } from '../../platform/tokens';
import { EffectReads, wordFrom } from '../runs/effect-reads';
import { stepNameOf } from '../runs/step-name-sql';
import { answerFields } from './answer-of-person';
import { cardLastFour } from './card-last-four';
import { canBeAsked, lastVerdict, mayGiveUpUnasked } from './can-be-asked';
import { effectNotFound } from './cases.errors';
import { SettlementProposals } from './settlement-proposals';
import { needsTwoPersons } from './two-person-rule';

const selectEffect = `
  select e.class, e.state, ${lastVerdict} as verdict, e.scope, e.connector, e.action, e.action_version, e.business_key, e.request, e.response, r.event_id, r.labels, v.key as environment, f.name as flow_name,
    ${stepNameOf('d.document', 'e.step_id')} as step_name, c.name as connection_name, i.payload
  from effect e join run r on r.id = e.run_id join flow f on f.id = r.flow_id join environment v on v.id = r.environment_id
    join flow_version d on d.id = r.flow_version_id left join connection c on c.id = e.connection_id left join event i on i.id = r.event_id
  where e.organization_id = $1 and e.id = $2`;
const selectSameKey = `select distinct run_id from effect where organization_id = $1 and scope = $2 and action = $3 and business_key = $4`;
const selectLookUps = `
  select l.number, l.verdict, l.words, l.looked_at from effect_look_up l join effect e on e.id = l.effect_id
  where e.organization_id = $1 and l.effect_id = $2 order by l.number`;

const selectWords = `
  select w.word, w.reason, w.said_at from effect_word w join effect e on e.id = w.effect_id
  where e.organization_id = $1 and w.effect_id = $2 order by w.said_at`;

interface EvidenceRow {
  readonly class: Effect['class'];
  readonly state: string;
  readonly verdict: LookUp['verdict'] | null;
  readonly scope: string;
  readonly connector: string;
  readonly action: string;
  readonly action_version: number;
  readonly business_key: string;
  readonly request: string | null;
  readonly response: string | null;
  readonly event_id: string;
  readonly labels: string;
  readonly environment: string;
  readonly flow_name: string;
  readonly step_name: string;
  readonly connection_name: string | null;
  readonly payload: string | null;
}

interface LookUpRow {
  readonly number: number;
  readonly verdict: LookUp['verdict'];
  readonly words: string;
  readonly looked_at: Date;
}

const meaningOf: Readonly<Record<Effect['class'], string>> = {
  I: 'The remote system refuses to do this twice under one key: sending it again is safe.',
  L: 'The remote system can be asked whether it happened; nothing is sent before it has said no twice.',
  H: 'The remote system cannot be asked. Nothing is sent before a person has looked.',
};

/** All that is recorded about one effect, for whoever decides on it. */
@Injectable()
export class EvidenceReads {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly effects: EffectReads,
    private readonly proposals: SettlementProposals,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  /** @throws CaseError EFFECT_NOT_FOUND */
  async of(ctx: RequestContext, id: string): Promise<EvidenceBundle> {
    const read = this.unitOfWork.read(ctx);
    const [row] = await read.query<EvidenceRow>(selectEffect, [id]);
    if (!row) throw effectNotFound();
    const runs = await read.query<{ run_id: string }>(selectSameKey, [row.scope, row.action, row.business_key]);
    const all = (await Promise.all(runs.map(({ run_id: runId }) => this.effects.ofRun(ctx, runId)))).flat();
    const effect = all.find((candidate) => candidate.id === id);
    if (!effect) throw effectNotFound();
    const isAskable = canBeAsked(this.shelf.action({ connector: row.connector, action: row.action, version: row.action_version }), row);
    const [request, response] = [recorded(row.request), recorded(row.response)];
    const content = {
      effect,
      eventId: row.event_id,
      environment: row.environment,
      flowName: row.flow_name,
      stepName: row.step_name,
      labels: labelsFrom(row.labels),
      connectionName: row.connection_name,
      cardLastFour: cardLastFour(response, request, recorded(row.payload)),
      request,
      response,
      lookUps: await lookUpsOf(read, id),
      sameBusinessKey: all.filter((other) => other.businessKey === row.business_key && other.id !== id),
      meaning: meaningOf[row.class],
      needsTwoPersons: needsTwoPersons(effect, this.config.twoPersonLimit),
      answerFields: this.answerFieldsOf(row, request),
      proposals: (await this.proposals.of(ctx, id)).filter(({ outdated }) => outdated === null).map(({ outcome, by, reason, at }) => ({ outcome, by, reason, at })),
      canBeAsked: isAskable,
      mayGiveUpUnasked: mayGiveUpUnasked({ state: row.state, verdict: row.verdict, isAskable }),
      words: await wordsOf(read, id),
    };
    return {
      ...content,
      sha256: createHash('sha256')
        .update(canonicalJson(content as unknown as Json))
        .digest('hex'),
    } as EvidenceBundle;
  }

  private answerFieldsOf({ connector, action, action_version: version }: EvidenceRow, request: Json) {
    const definition = this.shelf.connector(connector);
    const described = definition && describeConnector(definition).actions.find((each) => each.id === action && each.version === version);
    return answerFields(this.shelf.action({ connector, action, version }), described, request);
  }
}

async function lookUpsOf(read: TenantStore, effectId: string): Promise<LookUp[]> {
  const rows = await read.query<LookUpRow>(selectLookUps, [effectId]);
  return rows.map(({ number, verdict, words, looked_at: at }) => ({
    number,
    verdict,
    words: redactCardDataInText(words),
    at: at.toISOString(),
  }));
}

async function wordsOf(read: TenantStore, effectId: string): Promise<EvidenceBundle['words']> {
  const rows = await read.query<{ word: string; reason: string; said_at: Date }>(selectWords, [effectId]);
  return rows.map(({ word, reason, said_at: at }) => ({ ...wordFrom(word), reason, at: at.toISOString() }));
}

const recorded = (text: string | null): Json =>
  text === null ? null : maskOneTimeTokens(redactCardData(parseJson(text)));
