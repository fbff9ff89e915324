export * from './backfill-statements';
export * from './poll-statements';
export * from './schedule-statements';
export * from './shelve-once';
