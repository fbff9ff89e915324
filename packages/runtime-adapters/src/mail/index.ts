export * from './mail-client';
