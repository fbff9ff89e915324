import { scheduled } from './schedule';

const channel = scheduled.schedule!;
const occasion = {
  nominalTime: '2026-05-04T04:00:00.000Z',
  scheduledAt: '2026-05-04T04:00:00.412Z',
  localTime: '2026-05-04T06:00:00+02:00',
  timeZone: 'Europe/Paris',
};

test('missed times are made up for once and runs wait for each other unless a builder chooses otherwise', () => {
  const settings = scheduled.settings.parse({ cron: '0 6 * * 1-5', timeZone: 'Europe/Paris' });

  expect(channel.spec(settings)).toEqual({ cron: '0 6 * * 1-5', timeZone: 'Europe/Paris', missed: 'once', maxCatchUp: 10, overlap: 'queue' });
});

test('an event tells the planned time, the local one and the fixed values', () => {
  const settings = scheduled.settings.parse({ cron: '0 6 * * *', timeZone: 'Europe/Paris', payload: { company: 'HSC' } });

  const made = channel.event({ ...occasion, sequence: 2 }, settings);

  expect(made).toEqual({ payload: { ...occasion, sequence: 2, payload: { company: 'HSC' } }, labels: { planned: occasion.localTime } });
  expect(scheduled.event.safeParse(made.payload).success).toBe(true);
});

test('the sample is such an event', () => {
  expect(scheduled.event.safeParse(scheduled.sample).success).toBe(true);
});

test.each([
  ['a part too few', { cron: '0 6 * *', timeZone: 'UTC' }],
  ['seconds', { cron: '0 0 6 * * *', timeZone: 'UTC' }],
  ['no zone', { cron: '0 6 * * *', timeZone: '' }],
  ['an unknown policy', { cron: '0 6 * * *', timeZone: 'UTC', missed: 'twice' }],
  ['more runs than anybody watches', { cron: '0 6 * * *', timeZone: 'UTC', maxCatchUp: 101 }],
])('settings with %s are refused', (_name, settings) => {
  expect(scheduled.settings.safeParse(settings).success).toBe(false);
});
