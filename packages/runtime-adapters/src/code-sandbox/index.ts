export * from './code-sandbox';
