export * from './engine-state';
