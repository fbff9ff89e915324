export * from './load-options';
export * from './matching-options';
export * from './offset-cursor';
export * from './option-fields';
export * from './option-source';
export { optionsTooSlow } from './reading-port';
