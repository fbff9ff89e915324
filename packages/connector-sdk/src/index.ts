export * from './define';
export * from './definition';
export * from './failure';
export * from './http';
export * from './descriptor';
