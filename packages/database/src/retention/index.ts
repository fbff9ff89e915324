export * from './archive';
export * from './day';
export * from './partitions';
