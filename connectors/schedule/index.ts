import { defineConnector } from '@penstock/connector-sdk';
import { scheduled } from './triggers/schedule';

/** Starts flows by the clock. */
export const schedule = defineConnector({
  id: 'schedule',
  title: 'Schedule',
  summary: 'Starts a flow at times you choose: every night, on working days, at the end of the month.',
  category: 'logic',
  mark: 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20zm0 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm-1 3h2v4.600l3.200 3.200-1.400 1.400L11 12.400z',
  apiRevision: 'Five-field cron, IANA time zones',
  actions: [],
  triggers: [scheduled],
});
