export * from './ai-simulator';
