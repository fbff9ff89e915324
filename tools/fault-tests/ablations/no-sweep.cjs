// Ablation: workers look for ready runs only when a hint tells them to.
const { fromBuilt, replaceMethod } = require('./replace.cjs');

const { Worker } = fromBuilt('packages/engine/dist/runtime/worker.js');
replaceMethod(Worker.prototype, 'scheduleSweep', () => () => undefined);
