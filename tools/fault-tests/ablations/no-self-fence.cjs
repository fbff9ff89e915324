// Ablation: a worker sends although its lease may have ended.
const { fromBuilt, replaceMethod } = require('./replace.cjs');

const { LeaseKeeper } = fromBuilt('packages/engine/dist/runtime/lease-keeper.js');
replaceMethod(LeaseKeeper.prototype, 'canSend', () => () => true);
