export * from './seed-flow';
export * from './test-database';
