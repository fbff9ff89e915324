import { z } from 'zod';
import { timestamp, uuid } from './common';

/**
 * Starts a deployed flow with a payload of the shape its trigger hands on. Amounts belong into text (`"19.90"`): a JSON
 * number loses its zeros on the way. The same `key` (or header `Idempotency-Key`) starts once, for ever.
 */
export const startRequest = z.strictObject({ payload: z.json(), key: z.string().trim().min(1).max(200).optional() });
export type StartRequest = z.infer<typeof startRequest>;
/** `duplicate` points to the first event with the same key; `runIds` are its runs. */
export const startResult = z.object({ eventId: uuid, status: z.enum(['accepted', 'duplicate', 'unrouted']), runIds: z.array(uuid) });
export type StartResult = z.infer<typeof startResult>;

/** `to` is not included. Nothing known is started again: a range that is too wide costs time only. */
export const backfillRequest = z.strictObject({ from: timestamp, to: timestamp });
export type BackfillRequest = z.infer<typeof backfillRequest>;
export const backfill = z.object({
  id: uuid,
  from: timestamp,
  to: timestamp,
  requestedBy: z.string(),
  /** `failed`: only a person can mend what `failure` says; open a new one then. */
  state: z.enum(['running', 'done', 'failed', 'aborted']),
  pages: z.int(),
  /** Events that had not been heard of, those that had, and records parked on the shelf of events. */
  fresh: z.int(),
  known: z.int(),
  parked: z.int(),
  failure: z.string().nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
  finishedAt: timestamp.nullable(),
});
export type Backfill = z.infer<typeof backfill>;

/** The remote side's own id: a transaction, an invoice number. */
export const syncRecordRequest = z.strictObject({ id: z.string().trim().min(1).max(200) });
export type SyncRecordRequest = z.infer<typeof syncRecordRequest>;
/** All zero: the remote side has no such record, or the trigger's settings leave it out. */
export const syncRecordResult = z.object({ fresh: z.int(), known: z.int(), parked: z.int() });
export type SyncRecordResult = z.infer<typeof syncRecordResult>;

export const scheduledTime = z.object({
  at: timestamp,
  /** The same instant as the clocks of the zone show it, with offset. */
  local: timestamp,
});
export type ScheduledTime = z.infer<typeof scheduledTime>;

/** How a trigger that brings events in by itself is doing. */
export const triggerState = z.object({
  schedule: z
    .object({
      cron: z.string(),
      timeZone: z.string(),
      next: scheduledTime.nullable(),
      last: scheduledTime.nullable(),
      /** Times whose turn has come and that wait until the former run is settled. */
      waiting: z.array(scheduledTime),
      /** Which times were left out, and why. */
      note: z.string().nullable(),
      failure: z.string().nullable(),
    })
    .nullable(),
  poll: z
    .object({
      /** null: the poll rests. */
      nextAt: timestamp.nullable(),
      lastAt: timestamp.nullable(),
      /** Since when nothing has been read to the end. */
      cursorAgeSeconds: z.int().nullable(),
      failure: z.string().nullable(),
    })
    .nullable(),
  canBackfill: z.boolean(),
  canSyncRecord: z.boolean(),
});
export type TriggerState = z.infer<typeof triggerState>;

export const schedulePreviewRequest = z.strictObject({ cron: z.string().max(200), timeZone: z.string().max(100) });
export type SchedulePreviewRequest = z.infer<typeof schedulePreviewRequest>;
/** The next ten. */
export const schedulePreview = z.object({ times: z.array(scheduledTime) });
export type SchedulePreview = z.infer<typeof schedulePreview>;
