export * from './compiled-worker';
