import { ConnectorFailure, type AnyTrigger, type FailureClass, type PollChannel, type PollPage } from '@penstock/connector-sdk';
import type { ConnectionResolver } from '@penstock/engine';
import type { Json } from '@penstock/kernel';
import { z } from 'zod';

/** A remote side made of records in the order of their last change; every look reads `pageSize` from a position on. */
export class ScriptedRemote {
  records: { id: string; status: string }[] = [];
  pageSize = 10;
  looks = 0;
  failure: FailureClass | undefined;
  /** Awaited before a page is answered. */
  before: () => Promise<void> = async () => undefined;

  readonly trigger: AnyTrigger = {
    id: 'record',
    version: 1,
    title: 'Record',
    summary: 'For tests.',
    settings: z.strictObject({ seconds: z.int().optional() }),
    event: z.object({ id: z.string(), status: z.enum(['open', 'paid', 'void']) }),
    sample: null,
    channels: [],
    poll: this.channel(),
  };
  readonly triggerOf = (): AnyTrigger => this.trigger;
  readonly connections = { resolve: async () => ({ context: {} }) } as unknown as ConnectionResolver;

  private channel(): PollChannel<unknown, unknown> {
    return {
      defaultIntervalMs: 60_000,
      intervalMs: (settings) => ((settings as { seconds?: number }).seconds ?? 60) * 1_000,
      poll: (_context, { cursor }) => this.page(Number(cursor ?? 0)),
      backfill: (_context, { cursor }) => this.page(Number(cursor ?? 0)),
      one: async (_context, { id }) => this.records.filter((record) => record.id === id).map(eventOf),
    };
  }

  private async page(from: number): Promise<PollPage> {
    this.looks += 1;
    await this.before();
    if (this.failure) throw new ConnectorFailure({ class: this.failure, code: 'SCRIPTED', message: 'The remote side said no.', remedy: 'Ask its people.' });
    const rows = this.records.slice(from, from + this.pageSize);
    const end = from + rows.length;
    const poison = rows.filter(({ status }) => status === 'unreadable').map(({ id }) => ({ key: id, reason: 'This row cannot be read.' }));
    return { events: rows.filter(({ status }) => status !== 'unreadable').map(eventOf), cursor: end, more: end < this.records.length, poison };
  }
}

const eventOf = (record: { id: string; status: string }) => ({ dedupeKey: `${record.id}:${record.status}`, payload: { ...record } as Json });
