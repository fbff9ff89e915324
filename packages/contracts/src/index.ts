export * from './common';
export * from './connection-weather';
export * from './connections';
export * from './flows';
export * from './runs';
export * from './session';
export * from './triggers';
