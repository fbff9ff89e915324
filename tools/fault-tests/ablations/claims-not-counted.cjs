// Ablation: every claim of a run looks like its first.
const { PostgresRunStore } = require('../../../packages/runtime-adapters/dist/run-store/postgres-run-store.js');

const { claim } = PostgresRunStore.prototype;
PostgresRunStore.prototype.claim = async function (params) {
  return (await claim.call(this, params)).map((run) => ({ ...run, claims: 1 }));
};
