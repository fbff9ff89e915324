export * from './postgres-file-storage';
