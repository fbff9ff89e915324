export * from './dispatcher.suite';
export * from './engine-bench';
export * from './ledger-remote';
export * from './memory-run-store';
export * from './run-store-constructs.suite';
export * from './run-store-fixtures';
export * from './run-store.suite';
export * from './simulation';
