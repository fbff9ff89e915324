// Ablation: workers look for ready runs only when a hint tells them to.
const { Worker } = require('../../../packages/engine/dist/runtime/worker.js');

Worker.prototype.scheduleSweep = () => undefined;
