export * from './common';
export * from './connections';
export * from './engine';
export * from './erasures';
export * from './flows';
export * from './runs';
export * from './session';
