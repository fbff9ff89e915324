// Ablation: events are stored without the values of their lanes, as if runs of one key were not ordered.
const { PostgresRunStore } = require('../../../packages/runtime-adapters/dist/run-store/postgres-run-store.js');

const { accept } = PostgresRunStore.prototype;
PostgresRunStore.prototype.accept = function (event) {
  return accept.call(this, { ...event, lanes: undefined });
};
