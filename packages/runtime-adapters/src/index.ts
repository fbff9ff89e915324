export * from './http';
export * from './signatures';
export * from './dispatch/bullmq-dispatcher';
export * from './dispatch/postgres-dispatcher';
export * from './notifications/postgres-notifications';
export * from './run-store/group-committer';
export * from './run-store/postgres-run-store';
export { keyHash } from './run-store/write-events';
export * from './system/system-ports';
