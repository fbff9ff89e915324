export * from './accept-events';
export * from './claim-runs';
export * from './commit-progress';
export * from './connection-grants';
export * from './connection-weather';
export * from './operate-runs';
export * from './worker-leases';
export * from './wake-blocked-runs';
