// Ablation: an intent found after a crash is taken for one that was never sent.
const path = require.resolve('../../../packages/engine/dist/core/decide-on-effect.js');
const { effectTransitions } = require('../../../packages/engine/dist/core/effect.js');
const core = require(path);

effectTransitions.INTENT.push('ABSENT');
require.cache[path].exports = {
  ...core,
  decideOnEffect: (found, now) => {
    const decision = core.decideOnEffect(found, now);
    return decision.kind === 'quarantine' || decision.kind === 'wait' ? { kind: 'verify' } : decision;
  },
};
require('./verify-always-absent.cjs');
