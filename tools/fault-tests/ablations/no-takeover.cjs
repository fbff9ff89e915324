// Ablation: nobody takes over the runs of a worker that died.
const { fromBuilt, replaceMethod } = require('./replace.cjs');

const { PostgresRunStore } = fromBuilt('packages/runtime-adapters/dist/run-store/postgres-run-store.js');
replaceMethod(PostgresRunStore.prototype, 'releaseDead', () => async () => 0);
