export * from './accept-events';
export * from './claim-runs';
export * from './commit-progress';
export * from './operate-runs';
export * from './worker-leases';
