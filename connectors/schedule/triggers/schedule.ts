import { defineTrigger, missedPolicies, overlapPolicies } from '@penstock/connector-sdk';
import { z } from 'zod';

const MAX_CATCH_UP = 100;

const settings = z.strictObject({
  cron: z.string().trim().regex(/^\S+(\s+\S+){4}$/, 'Five parts: minute, hour, day of month, month, day of week, e.g. 0 6 * * 1-5').meta({
    title: 'When',
    description:
      'Minute, hour, day of month, month, day of week. 0 6 * * 1-5 is six o’clock on working days, */15 * * * * every quarter of an hour, ' +
      '0 22 L * * ten in the evening of the last day of the month. When both day fields are set, either of them is enough.',
  }),
  timeZone: z.string().trim().min(1).meta({
    title: 'Time zone',
    description:
      'A place, e.g. Europe/Paris or America/New_York. When the clocks go forward, a time that is skipped runs right after; when they go back, a time that comes twice runs once.',
  }),
  missed: z.enum(missedPolicies).default('once').meta({
    title: 'Times missed while Penstock was away',
    description: 'skip: start nothing for them. once: start one run for the newest. all: start one run for each, up to the limit below.',
  }),
  maxCatchUp: z.int().min(1).max(MAX_CATCH_UP).default(10).meta({
    title: 'Most runs to make up for',
    description: 'With “all”: the newest of the missed times, at most this many. Older ones are left out and shown.',
  }),
  overlap: z.enum(overlapPolicies).default('queue').meta({
    title: 'While the former run is still open',
    description:
      'queue: wait until it is settled, then start. skip: leave this time out; it is kept on the shelf of events. parallel: start anyway. A run that needs attention is open.',
  }),
  payload: z.record(z.string().min(1), z.string()).optional().meta({
    title: 'Fixed values',
    description: 'Texts handed to every run under “payload”, e.g. company → HSC.',
  }),
});
type Settings = z.output<typeof settings>;

const event = z.strictObject({
  scheduledAt: z.iso.datetime().meta({ title: 'Started at', description: 'UTC. Later than the planned time when it was made up for.' }),
  nominalTime: z.iso.datetime().meta({ title: 'Planned for', description: 'UTC' }),
  localTime: z.iso.datetime({ offset: true }).meta({ title: 'Planned for, local time' }),
  timeZone: z.string().meta({ title: 'Time zone' }),
  sequence: z.int().min(1).optional().meta({ title: 'Place among the runs made up for', description: '1, 2, … when several were missed' }),
  payload: z.record(z.string().min(1), z.string()).optional().meta({ title: 'Fixed values' }),
});

/** Starts by the clock of a place. Which expressions and zones exist is checked by the platform when the flow is deployed. */
export const scheduled = defineTrigger<unknown, Settings>({
  id: 'schedule',
  version: 1,
  title: 'Schedule',
  summary: 'Starts at the times of a cron expression in a time zone.',
  settings,
  event,
  sample: {
    scheduledAt: '2026-05-04T04:00:00.412Z',
    nominalTime: '2026-05-04T04:00:00.000Z',
    localTime: '2026-05-04T06:00:00+02:00',
    timeZone: 'Europe/Paris',
    payload: { company: 'HSC' },
  },
  channels: [],
  schedule: {
    spec: ({ cron, timeZone, missed, maxCatchUp, overlap }) => ({ cron, timeZone, missed, maxCatchUp, overlap }),
    event: ({ scheduledAt, nominalTime, localTime, timeZone, sequence }, { payload }) => ({
      payload: { scheduledAt, nominalTime, localTime, timeZone, ...(sequence !== undefined && { sequence }), ...(payload && { payload }) },
      labels: { planned: localTime },
    }),
  },
});
