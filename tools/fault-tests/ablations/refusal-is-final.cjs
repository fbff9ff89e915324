// Ablation: what the remote side could not do at once is given up.
const { replaceExport } = require('./replace.cjs');

replaceExport('packages/engine/dist/core/decide-after-failure.js', 'decideAfterFailure', (decide) => (...attempt) => {
  const decision = decide(...attempt);
  return decision.kind === 'retry' ? { kind: 'fail' } : decision;
});
