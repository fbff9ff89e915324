export * from './common';
export * from './connections';
export * from './flows';
export * from './runs';
export * from './session';
export * from './triggers';
