import { Injectable } from '@nestjs/common';
import type { DryRunRequest } from '@penstock/contracts';
import { EnvironmentRow, UnitOfWork } from '@penstock/database';
import type { RecordedAnswer } from '@penstock/engine';
import { parseJson, type EnvironmentId, type Json } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import { requireEnvironment } from '../environments/require-environment';
import { eventNotFound } from '../events/events.errors';
import { runNotFound } from '../runs/runs.errors';
import { readGiven, refuseCardData } from './given-values';
import type { RecordedAnswers } from './recorded-answers';
import { Recordings } from './recordings';
import { contentErased } from './rehearsals.errors';

const selectEvent = `select payload, environment_id from event where organization_id = $1 and id = $2`;

/** What a flow is tried on. */
export interface RehearsedEvent {
  readonly payload: Json;
  readonly environment: Pick<EnvironmentRow, 'id' | 'key' | 'kind' | 'name'>;
  /** Answers of the run that was named, its effects left out; empty without one. */
  readonly recorded: ReadonlyMap<string, RecordedAnswer>;
  /** The same with what its effects were answered. */
  readonly recordedWithEffects: ReadonlyMap<string, RecordedAnswer>;
}

/** Finds the payload that a dry run names, and where it is tried. */
@Injectable()
export class RehearsedEvents {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly recordings: Recordings,
  ) {}

  /** @throws RunError RUN_NOT_FOUND; EventError EVENT_NOT_FOUND; EnvironmentError; CaseError PAYLOAD_HAS_CARD_DATA, PAYLOAD_NOT_JSON; RehearsalError EVENT_CONTENT_ERASED */
  async of(ctx: RequestContext, request: PayloadChoice & Pick<DryRunRequest, 'environment'>): Promise<RehearsedEvent> {
    const found = await this.find(ctx, request);
    refuseCardData(found.payload);
    return {
      payload: found.payload,
      recorded: found.recorded?.withoutEffects ?? new Map(),
      recordedWithEffects: found.recorded?.all ?? new Map(),
      environment: await this.environment(ctx, { key: request.environment, id: found.environmentId }),
    };
  }

  /** The named one, else the one of this id, else the first. */
  async environment(
    ctx: RequestContext,
    { key, id }: { readonly key: string | undefined; readonly id?: EnvironmentId | undefined },
  ): Promise<EnvironmentRow> {
    const store = this.unitOfWork.read(ctx);
    if (key !== undefined) return requireEnvironment(store, key);
    const all = await store.repository(EnvironmentRow).find({ order: { position: 'ASC' } });
    const chosen = all.find((environment) => environment.id === id) ?? all[0];
    return chosen ?? requireEnvironment(store, 'sandbox');
  }

  private async find(ctx: RequestContext, { payload, payloadText, eventId, runId }: PayloadChoice): Promise<Found> {
    if (runId !== undefined) return this.ofRun(ctx, runId);
    if (eventId !== undefined) return this.ofEvent(ctx, eventId);
    return { payload: payloadText === undefined ? (payload as Json) : readGiven('payload', payloadText) };
  }

  private async ofRun(ctx: RequestContext, runId: string): Promise<Found> {
    const recording = await this.recordings.ofRun(ctx, runId);
    if (!recording) throw runNotFound();
    if (recording.payload === undefined) throw contentErased();
    return {
      payload: recording.payload,
      environmentId: recording.environmentId,
      recorded: recording.answers,
    };
  }

  private async ofEvent(ctx: RequestContext, eventId: string): Promise<Found> {
    const [event] = await this.unitOfWork
      .read(ctx)
      .query<{ payload: string | null; environment_id: EnvironmentId }>(selectEvent, [eventId]);
    if (!event) throw eventNotFound();
    if (event.payload === null) throw contentErased();
    return { payload: parseJson(event.payload), environmentId: event.environment_id };
  }
}

type PayloadChoice = Pick<DryRunRequest, 'payload' | 'payloadText' | 'eventId' | 'runId'>;

interface Found {
  readonly payload: Json;
  readonly environmentId?: EnvironmentId;
  readonly recorded?: RecordedAnswers;
}
