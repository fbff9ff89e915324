import type { AnyTrigger, PoisonRecord, TriggerEvent } from '@penstock/connector-sdk';
import { redactCardData } from '@penstock/card-data-guard';
import { stringifyJson } from '@penstock/kernel';
import { StoreBusy, isPassing } from '@penstock/runtime-adapters';
import type { EventSource, RoutedIntakeDesk, StoredEvent } from '../intake-desk';
import { POISON, type TriggerShelf } from './shelf';

export interface PageCounts {
  /** Events that had not been heard of. */
  readonly fresh: number;
  /** Events whose key was there already: nothing was started for them. */
  readonly known: number;
  /** Records that cannot become events; they lie on the shelf with a reason. */
  readonly parked: number;
}

export interface FetchedPage {
  readonly events: readonly TriggerEvent[];
  readonly poison?: readonly PoisonRecord[];
}

export interface PageWriter {
  readonly desk: Pick<RoutedIntakeDesk, 'accept'>;
  readonly shelf: Pick<TriggerShelf, 'put'>;
}

export interface PageOrigin {
  readonly source: EventSource;
  readonly trigger: AnyTrigger;
  /** `poll`, `backfill` or `sync`: how it came in, for the event's page. */
  readonly channel: string;
}

/** Enough for full batches of the committer, little enough that a page does not crowd out deliveries. */
const EVENTS_AT_ONCE = 200;

/**
 * Stores what was fetched. Resolves when everything of the page is durable: as an event, or, when a record cannot be
 * one, on the shelf. A record never blocks its page; a database that is away fails the page as a whole.
 */
export async function storePage(writer: PageWriter, page: FetchedPage, origin: PageOrigin): Promise<PageCounts> {
  const counts = { fresh: 0, known: 0, parked: 0 };
  for (let first = 0; first < page.events.length; first += EVENTS_AT_ONCE) {
    const outcomes = await Promise.all(page.events.slice(first, first + EVENTS_AT_ONCE).map((event) => storeEvent(writer, event, origin)));
    for (const outcome of outcomes) counts[countOf[outcome]] += 1;
  }
  for (const { key, reason } of page.poison ?? []) {
    await writer.shelf.put(origin.source, { dedupeKey: `${POISON}${key}`, channel: origin.channel, reason, payload: null });
    counts.parked += 1;
  }
  return counts;
}

const countOf = { accepted: 'fresh', unrouted: 'fresh', duplicate: 'known', parked: 'parked' } as const;

async function storeEvent(writer: PageWriter, event: TriggerEvent, origin: PageOrigin): Promise<StoredEvent['outcome'] | 'parked'> {
  const { source, trigger, channel } = origin;
  const judged = trigger.event.safeParse(event.payload);
  if (!judged.success) {
    const [issue] = judged.error.issues;
    const place = issue && issue.path.length > 0 ? ` at ${issue.path.map(String).join('.')}` : '';
    return park(writer, event, { ...origin, reason: `The record is not what this trigger hands to flows${place}: ${issue?.message ?? 'unreadable'}. Nothing was started for it.` });
  }
  try {
    return (await writer.desk.accept(event, source, channel)).outcome;
  } catch (error) {
    // The database is away or full: not this record's fault, the page comes again.
    if (error instanceof StoreBusy || isPassing(error) || !isDataError(error)) throw error;
    return park(writer, event, { ...origin, reason: 'The database refuses this record. Nothing was started for it.' });
  }
}

async function park({ shelf }: PageWriter, event: TriggerEvent, { source, channel, reason }: PageOrigin & { readonly reason: string }): Promise<'parked'> {
  await shelf.put(source, { dedupeKey: `${POISON}${event.dedupeKey}`, channel, reason, payload: stringifyJson(redactCardData(event.payload)) });
  return 'parked';
}

/** SQLSTATE class 22 and 23: the row's own fault. */
const isDataError = (error: unknown): boolean => /^(22|23)/.test(String((error as { code?: unknown } | null)?.code ?? ''));
