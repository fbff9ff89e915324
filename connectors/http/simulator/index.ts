export * from './http-simulator';
