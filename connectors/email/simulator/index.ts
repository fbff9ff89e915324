export * from './email-simulator';
