export * from './memory-file-storage';
export * from './answer-fuzz';
export * from './conformance-scenario';
export * from './connector-bench';
export * from './effect-conformance';
export * from './loopback-http-client';
export * from './option-conformance';
export * from './written-codes';
