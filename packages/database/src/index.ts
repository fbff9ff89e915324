export * from './migrations/0001-spine';
export * from './entities';
export * from './data-source';
export * from './migrate';
export * from './tenant-repository';
export * from './unit-of-work';
export * from './hot';
export * from './backup';
