import { createHash } from 'node:crypto';
import { findCardDataInText, redactCardData } from '@penstock/card-data-guard';
import { ConnectorFailure, type IntakeChannel, type TriggerEvent } from '@penstock/connector-sdk';
import type { Dispatcher, NewEvent, RunObserver, RunStore, Worker } from '@penstock/engine';
import { stringifyJson, type Clock, type Json, type EventId, type Ids, type IntakeSourceId } from '@penstock/kernel';
import { StoreBusy, isPassing, isProven } from '@penstock/runtime-adapters';
import type { DiskWatch } from './disk-watch';
import type { IntakeDesk, IntakeOutcome, ReceivedDelivery } from './engine-host';
import { channelOf, type EnvironmentRoute, type IntakeRoute, type LaneReader, type RouteTable } from './route-table';

/**
 * The door. Order: route, content type, signature, card-data guard, parse, one durable insert, answer.
 *
 * I1 `accepted` only after the commit (G1). I2 An unknown address keeps the delivery on the unrouted shelf.
 * I3 Card data is refused and recorded without the data. I4 A signed channel without a valid signature keeps nothing.
 * I5 Nothing new is taken, from whatever channel, while the disk of the database is nearly full.
 */
interface Parts {
  readonly routes: RouteTable;
  readonly store: RunStore;
  readonly dispatcher: Dispatcher;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly observer: RunObserver;
  /** The worker of this process, when it has one: takes runs born leased while it has room. */
  readonly worker: Worker | undefined;
  /** Of a database on this machine. */
  readonly disk?: Pick<DiskWatch, 'isNearlyFull'> | undefined;
  /** Whether the store would refuse whatever came now. */
  readonly isBusy?: () => boolean;
}

/** Whose an event is and where it came in. */
export type EventSource = Pick<IntakeRoute, 'organizationId' | 'environmentId' | 'sourceId' | 'path'>;

export interface StoredEvent {
  readonly outcome: 'accepted' | 'duplicate' | 'unrouted';
  readonly eventId: EventId;
}

/** Deliveries are judged at the door; what we fetch ourselves is judged when it is stored. */
const FETCHED_CHANNELS: readonly string[] = ['poll', 'backfill', 'sync', 'schedule', 'file'];

export class RoutedIntakeDesk implements IntakeDesk {
  constructor(private readonly parts: Parts) {}

  refusal(): RefusedDelivery | undefined {
    const { disk, isBusy } = this.parts;
    if (disk?.isNearlyFull) return busy(diskFull);
    return isBusy?.() ? busy(slowDatabase) : undefined;
  }

  async receive(delivery: ReceivedDelivery): Promise<IntakeOutcome> {
    const refusal = this.refusal();
    if (refusal) return refusal;
    const environment = this.parts.routes.environment(delivery.environment);
    if (!environment) return refused('unknown-environment', `There is no environment “${delivery.environment}” here.`);
    try {
      const route = await this.route(delivery);
      const channel = route && channelOf(route, delivery.channel);
      if (!route || !channel) return await this.shelve(delivery, environment);
      return await this.take(delivery, route, channel);
    } catch (error) {
      if (!(error instanceof StoreBusy) && !isPassing(error)) throw error;
      this.parts.observer.trouble('storing an event', error);
      return busy(slowDatabase);
    }
  }

  /** An address deployed a moment ago by another process may not be known here yet: look once more before shelving. */
  private async route({ environment, path }: ReceivedDelivery): Promise<IntakeRoute | undefined> {
    const { routes } = this.parts;
    const known = routes.find(environment, path);
    if (known) return known;
    await routes.refresh();
    return routes.find(environment, path);
  }

  private async take(delivery: ReceivedDelivery, route: IntakeRoute, channel: IntakeChannel<unknown>): Promise<IntakeOutcome> {
    const given = (delivery.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    if (given !== channel.contentType) return refused('content-type', `This address takes ${channel.contentType}.`);
    if (!isProven(delivery, channel, { secrets: route.secrets, now: this.parts.clock.now() })) {
      return refused('signature', 'The signature is missing, wrong or too old. Nothing was kept.');
    }
    if (findCardDataInText(delivery.body).length > 0) return this.refuseCardData(delivery, route);
    const events = parseDelivery(channel, delivery, route.settings);
    if (!events.ok) return refused('malformed', events.message);
    if (events.events.length === 0) return this.leaveOut(delivery, route);
    if (events.events.some(hasNul)) return refused('malformed', 'A value that names or labels the event holds a NUL character.');
    return this.acceptAll(events.events, route, channel.id);
  }

  /** Also the way of replayed events into the store. */
  async acceptAll(events: readonly TriggerEvent[], route: EventSource, channel: string): Promise<IntakeOutcome> {
    const outcomes = await Promise.all(events.map((event) => this.accept(event, route, channel)));
    const [first] = outcomes;
    if (!first) return refused('malformed', 'The delivery holds no event.');
    return outcomes.find(({ outcome }) => outcome === 'accepted') ?? first;
  }

  /** One event into the store; resolves after the commit. Every channel besides the door comes in here. */
  async accept(event: TriggerEvent, route: EventSource, channel: string): Promise<StoredEvent> {
    const { store, ids, worker, dispatcher, observer, disk } = this.parts;
    if (disk?.isNearlyFull) throw new StoreBusy(diskFull.message);
    const payload = stringifyJson(FETCHED_CHANNELS.includes(channel) ? redactCardData(event.payload) : event.payload);
    const newEvent: NewEvent = {
      id: ids.next() as EventId,
      organizationId: route.organizationId,
      environmentId: route.environmentId,
      intakeSourceId: route.sourceId,
      path: route.path,
      channel,
      dedupeKey: event.dedupeKey,
      payload,
      labels: JSON.stringify(event.labels ?? {}),
      ...laneValues(this.parts.routes.lanesOf(route.sourceId), event.payload),
      claim: worker !== undefined && worker.freeSlots > 0,
    };
    const accepted = await store.accept(newEvent);
    for (const run of accepted.claimed) worker?.take(run);
    const unclaimed = accepted.runs.filter(({ runId }) => !accepted.claimed.some((run) => run.runId === runId));
    if (unclaimed.length > 0) dispatcher.announce(unclaimed.map(({ runId }) => runId));
    const { organizationId, environmentId } = route;
    for (const { runId, flowId } of accepted.runs) observer.runChanged({ organizationId, environmentId, flowId, runId, status: 'queued' });
    return { outcome: accepted.status, eventId: accepted.eventId };
  }

  /** Understood, and not what this trigger listens to: an error would make the sender repeat it or give up the address. */
  private async leaveOut(delivery: ReceivedDelivery, route: IntakeRoute): Promise<IntakeOutcome> {
    const { eventId } = await this.parts.store.shelve({
      ...this.shelved(delivery, route),
      intakeSourceId: null,
      state: 'unrouted',
      reason: 'The settings of the trigger leave this event out.',
      headers: JSON.stringify(keptHeaders(delivery.headers)),
      payload: delivery.body,
    });
    return { outcome: 'unrouted', eventId };
  }

  private async refuseCardData(delivery: ReceivedDelivery, route: IntakeRoute): Promise<IntakeOutcome> {
    await this.parts.store.shelve({
      ...this.shelved(delivery, route),
      intakeSourceId: route.sourceId,
      state: 'refused',
      reason: 'The delivery carried card data. It was refused and its content was not kept.',
      headers: null,
      payload: null,
    });
    return refused('card-data', 'The delivery carries card data, which Penstock never takes. Send a token or the last four digits. Its content was not kept.');
  }

  private async shelve(delivery: ReceivedDelivery, environment: EnvironmentRoute): Promise<IntakeOutcome> {
    const hasCardData = findCardDataInText(delivery.body).length > 0;
    const event = {
      ...this.shelved(delivery, environment),
      intakeSourceId: null as IntakeSourceId | null,
      state: hasCardData ? ('refused' as const) : ('unrouted' as const),
      reason: hasCardData
        ? 'The delivery carried card data. It was refused and its content was not kept.'
        : `Nothing is deployed at /${delivery.path}${delivery.channel ? `/${delivery.channel}` : ''} yet; the sender’s signature was not checked.`,
      headers: hasCardData ? null : JSON.stringify(keptHeaders(delivery.headers)),
      payload: hasCardData ? null : delivery.body,
    };
    const { eventId } = await this.parts.store.shelve(event);
    return hasCardData ? refused('card-data', 'The delivery carries card data. Its content was not kept.') : { outcome: 'unrouted', eventId };
  }

  private shelved(delivery: ReceivedDelivery, owner: EnvironmentRoute) {
    return {
      id: this.parts.ids.next() as EventId,
      organizationId: owner.organizationId,
      environmentId: owner.environmentId,
      path: delivery.path,
      channel: delivery.channel,
      // The content's hash: a refused delivery must not leave its content anywhere, and a shelved one has no key yet.
      dedupeKey: `sha256:${createHash('sha256').update(delivery.body).digest('hex')}`,
    };
  }
}

/** Runs with the same value go one after the other; a payload without one is in no lane. */
function laneValues(lanes: readonly LaneReader[], payload: Json): Pick<NewEvent, 'lanes'> {
  if (lanes.length === 0) return {};
  const values: Record<string, string> = {};
  for (const { path, read } of lanes) {
    const value = read({ trigger: payload });
    if (value !== undefined && value !== null && value !== '') values[path] = typeof value === 'string' ? value : stringifyJson(value);
  }
  return { lanes: values };
}

/** Postgres text holds no NUL; in a payload it stays escaped, in keys and labels it would not. */
const hasNul = ({ dedupeKey, labels }: TriggerEvent): boolean => [dedupeKey, ...Object.values(labels ?? {})].some((text) => text.includes('\u0000'));

/** What a later signature check and parser need; a stranger's cookies and credentials are not ours to keep. */
const keptHeaders = (headers: ReceivedDelivery['headers']): ReceivedDelivery['headers'] =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name === 'content-type' || KEPT_HEADER.test(name)));

/** Standard Webhooks, and what senders with headers of their own call theirs: `x-shopify-topic`, `x-wc-webhook-signature`. */
const KEPT_HEADER = /^(webhook-.+|x-([a-z0-9]+-)*(hmac|signature|topic|event|webhook)(-[a-z0-9]+)*)$/;

type Parsed = { readonly ok: true; readonly events: readonly TriggerEvent[] } | { readonly ok: false; readonly message: string };

export function parseDelivery(channel: IntakeChannel<unknown>, delivery: Pick<ReceivedDelivery, 'headers' | 'body'>, settings: unknown): Parsed {
  // Postgres text holds no NUL, and no sender of ours sends one.
  if (delivery.body.includes('\u0000')) return { ok: false, message: 'The body holds a NUL character.' };
  try {
    return { ok: true, events: channel.parse(delivery, settings) };
  } catch (thrown) {
    if (thrown instanceof ConnectorFailure) return { ok: false, message: thrown.details.message };
    throw thrown;
  }
}

const refused = (reason: Extract<IntakeOutcome, { outcome: 'refused' }>['reason'], message: string): IntakeOutcome => ({ outcome: 'refused', reason, message });

const slowDatabase = { message: 'The event could not be stored in time and was not accepted. Send it again.', retryAfterSeconds: 2 };
/** Somebody has to make room: coming back every other second helps nobody. */
const diskFull = { message: 'The disk of the database is nearly full. The event was not accepted; send it again later.', retryAfterSeconds: 30 };

type RefusedDelivery = Extract<IntakeOutcome, { outcome: 'refused' }>;

const busy = (why: { readonly message: string; readonly retryAfterSeconds: number }): RefusedDelivery => ({ outcome: 'refused', reason: 'busy', ...why });
