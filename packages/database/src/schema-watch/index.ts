export * from './check-statements';
export * from './erasure-statements';
export * from './observed-payloads';
export * from './snapshot-statements';
