export * from './archive';
export * from './archive-span';
export * from './clear-payloads';
export * from './day';
export * from './expired-spans';
export * from './partitions';
export * from './retention-days';
