// Ablation: a worker that is asked to end neither waits for what it has begun nor gives back what it has.
const { fromBuilt, replaceMethod } = require('./replace.cjs');

const { Worker } = fromBuilt('packages/engine/dist/runtime/worker.js');
const { PostgresRunStore } = fromBuilt('packages/runtime-adapters/dist/run-store/postgres-run-store.js');
replaceMethod(Worker.prototype, 'stop', () => async () => undefined);
replaceMethod(PostgresRunStore.prototype, 'releaseOwn', () => async () => undefined);
