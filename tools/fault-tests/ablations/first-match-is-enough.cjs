// Ablation: a look-up that finds several is taken for one that found the first.
const path = require.resolve('../../../packages/engine/dist/core/decide-after-verdict.js');
const core = require(path);

require.cache[path].exports = {
  ...core,
  decideAfterVerdict: (verdict, ...rest) => core.decideAfterVerdict(verdict.verdict === 'duplicate' ? { ...verdict, verdict: 'found' } : verdict, ...rest),
};
