// Ablation: events are stored without the values of their lanes, as if runs of one key were not ordered.
const { fromBuilt, replaceMethod } = require('./replace.cjs');

const { PostgresRunStore } = fromBuilt('packages/runtime-adapters/dist/run-store/postgres-run-store.js');
replaceMethod(
  PostgresRunStore.prototype,
  'accept',
  (accept) =>
    function (event) {
      return accept.call(this, { ...event, lanes: undefined });
    },
);
