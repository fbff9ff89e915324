// Ablation: every claim of a run looks like its first.
const { fromBuilt, replaceMethod } = require('./replace.cjs');

const { PostgresRunStore } = fromBuilt('packages/runtime-adapters/dist/run-store/postgres-run-store.js');
replaceMethod(
  PostgresRunStore.prototype,
  'claim',
  (claim) =>
    async function (params) {
      return (await claim.call(this, params)).map((run) => ({ ...run, claims: 1 }));
    },
);
