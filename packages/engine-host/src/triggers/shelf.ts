import { findCardDataInText } from '@penstock/card-data-guard';
import { shelveOnce } from '@penstock/database';
import type { Ids } from '@penstock/kernel';
import { keyHash } from '@penstock/runtime-adapters';
import type { Pool } from 'pg';
import type { EventSource } from '../intake-desk';

/** Marks the key of a record that cannot start a run; the record's own key stays free for the day it is mended. */
export const POISON = 'poison:';

export interface ShelvedFact {
  readonly dedupeKey: string;
  readonly channel: string;
  /** Plain words: why it starts nothing. */
  readonly reason: string;
  /** JSON text; null when there is nothing that could be kept. */
  readonly payload: string | null;
}

/** Keeps events that start nothing, once per key. */
export class TriggerShelf {
  constructor(
    private readonly pool: Pool,
    private readonly ids: Ids,
  ) {}

  /** @returns false when an event with this key was kept or started before. */
  async put(source: EventSource, { dedupeKey, channel, reason, payload }: ShelvedFact): Promise<boolean> {
    // Card data is never kept, however it came.
    const isKept = payload !== null && findCardDataInText(payload).length === 0;
    const { rowCount } = await this.pool.query({
      ...shelveOnce,
      values: [
        this.ids.next(), source.organizationId, source.environmentId, source.sourceId, keyHash(dedupeKey), source.path, channel,
        withoutNul(dedupeKey), withoutNul(reason), isKept ? payload : null,
      ],
    });
    return rowCount === 1;
  }
}

/** Postgres text holds no NUL. */
const withoutNul = (text: string): string => text.replaceAll('\u0000', '');
