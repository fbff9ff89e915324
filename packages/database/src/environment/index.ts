export * from './environment-values';
