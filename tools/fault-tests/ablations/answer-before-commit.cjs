// Ablation: the sender is answered while its event is still on the way to the disk.
const { fromBuilt, replaceMethod } = require('./replace.cjs');

const { PostgresRunStore } = fromBuilt('packages/runtime-adapters/dist/run-store/postgres-run-store.js');
replaceMethod(
  PostgresRunStore.prototype,
  'accept',
  (accept) =>
    function (event) {
      // Late enough that a process can die in between, as it can while it waits for the disk.
      setTimeout(() => accept.call(this, { ...event, claim: false }).catch(() => undefined), 1_500);
      return Promise.resolve({ status: 'accepted', eventId: event.id, runs: [], claimed: [] });
    },
);
