// Ablation: a connection that is lost in the middle of an intake statement is taken for a commit, instead of repeating
// the same statement with the same ids.
const { fromBuilt, replaceMethod } = require('./replace.cjs');

const { GroupCommitter, isPassing } = fromBuilt('packages/runtime-adapters/dist/run-store/group-committer.js');
replaceMethod(
  GroupCommitter.prototype,
  'writeWithRepeats',
  (writeWithRepeats) =>
    async function (items) {
      if (!items[0]?.event) return writeWithRepeats.call(this, items);
      try {
        return await this.write(items);
      } catch (error) {
        if (!isPassing(error)) throw error;
        return items.map(({ event }) => ({ status: 'accepted', eventId: event.id, runs: [], claimed: [] }));
      }
    },
);
