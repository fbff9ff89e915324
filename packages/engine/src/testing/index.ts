export * from './dispatcher.suite';
export * from './memory-run-store';
export * from './run-store.suite';
export * from './engine-bench';
export * from './ledger-remote';
