export * from './engine-host';
export { createEngineHost } from './create-engine-host';
