export * from './code-simulator';
