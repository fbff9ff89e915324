export * from './slack-simulator';
