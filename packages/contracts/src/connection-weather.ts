import { z } from 'zod';
import { timestamp, uuid } from './common';

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day such as 22:30.');
const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

export const weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

/** When the remote system is down by plan. A weekly window that ends at or before its start ends on the next day. */
export const maintenanceWindow = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('weekly'),
    days: z.array(weekday).min(1).max(7),
    from: clockTime,
    to: clockTime,
    timeZone: z.string().max(60).refine(isTimeZone, 'There is no such time zone. Use a name such as America/Los_Angeles.'),
  }),
  z
    .strictObject({ kind: z.literal('once'), from: timestamp, to: timestamp })
    .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], message: 'A window ends after it starts.' }),
]);
export type MaintenanceWindow = z.infer<typeof maintenanceWindow>;

/** Null: no limit. */
export const connectionLimits = z.strictObject({
  /** Calls in flight at once, over all workers. */
  maxConcurrent: z.int().min(1).max(1000).nullable().default(null),
  ratePerSecond: z.number().min(0.01).max(10_000).nullable().default(null),
  /** Calls that may leave together after a quiet moment. */
  burst: z.int().min(1).max(10_000).nullable().default(null),
  /** A shorter wait is waited for; a longer one parks the run. */
  holdMs: z.int().min(0).max(5000).default(250),
  maintenance: z.array(maintenanceWindow).max(50).default([]),
  /** Most money of one effect, per currency; with one of them, money in any other currency is refused. */
  ceilings: z
    .array(z.strictObject({ currency: z.string().regex(/^[A-Z]{3}$/, 'Write a currency like USD.'), amount: z.string().regex(/^\d{1,15}(\.\d{1,4})?$/, 'Write an amount like 50.00.') }))
    .max(20)
    .default([]),
  /** Fields of an effect's input that may hold these values only: the customers of the remote test account. */
  onlyValues: z
    .array(z.strictObject({ field: z.string().trim().min(1).max(80), values: z.array(z.string().trim().min(1).max(200)).min(1).max(500) }))
    .max(10)
    .default([]),
});
export type ConnectionLimits = z.infer<typeof connectionLimits>;
export type ConnectionLimitsRequest = z.input<typeof connectionLimits>;

export const holdConnectionRequest = z.strictObject({ reason: z.string().trim().min(3).max(500) });
export type HoldConnectionRequest = z.infer<typeof holdConnectionRequest>;

/** One word per weather: the first that is true of person, calendar, breaker, limiter. */
export const weatherState = z.enum(['held', 'maintenance', 'credentials', 'down', 'probing', 'recovering', 'throttled', 'clear']);
export type WeatherState = z.infer<typeof weatherState>;

const span = z.object({ from: timestamp, to: timestamp });

export const connectionWeather = z.object({
  connectionId: uuid,
  state: weatherState,
  since: timestamp.nullable(),
  /** What is the matter, for a person in finance; empty when nothing is. */
  reason: z.string(),
  remedy: z.string().nullable(),
  nextProbeAt: timestamp.nullable(),
  /** Runs that wait for this connection, and the money they carry. */
  held: z.object({ runs: z.int(), money: z.array(z.object({ currency: z.string(), amount: z.string() })) }),
  /** Answers of the last half minute. */
  recent: z.object({ calls: z.int(), failures: z.int(), failureShare: z.number().nullable() }),
  /** Share of the normal load that may go now. */
  loadShare: z.number(),
  ratePerSecondNow: z.number().nullable(),
  hold: z.object({ reason: z.string(), by: z.string(), since: timestamp }).nullable(),
  limits: connectionLimits,
  maintenance: z.object({ now: span.nullable(), next: span.nullable() }),
});
export type ConnectionWeather = z.infer<typeof connectionWeather>;
