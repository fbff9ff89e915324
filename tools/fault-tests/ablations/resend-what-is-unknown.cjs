// Ablation: an intent found after a crash is taken for one that was never sent.
const { fromBuilt, replaceExport } = require('./replace.cjs');

const { effectTransitions } = fromBuilt('packages/engine/dist/core/effect.js');
effectTransitions.INTENT.push('ABSENT');
replaceExport('packages/engine/dist/core/decide-on-effect.js', 'decideOnEffect', (decide) => (found, now) => {
  const decision = decide(found, now);
  return decision.kind === 'quarantine' || decision.kind === 'wait' ? { kind: 'verify' } : decision;
});
require('./verify-always-absent.cjs');
