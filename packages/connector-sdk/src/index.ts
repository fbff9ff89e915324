export * from './define';
export * from './definition';
export * from './failure';
export * from './http';
export * from './descriptor';
export * from './read-answer';
export * from './retry-after';
export * from './sign-in-failure';
