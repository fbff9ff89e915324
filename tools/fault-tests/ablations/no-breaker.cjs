// Ablation: no failure of a connection is remembered, so that its breaker never opens.
const { fromBuilt, replaceMethod } = require('./replace.cjs');

const { SharedConnectionGate } = fromBuilt('packages/runtime-adapters/dist/connection-gate/shared-connection-gate.js');
replaceMethod(SharedConnectionGate.prototype, 'learn', () => () => undefined);
