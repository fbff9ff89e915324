// Ablation: a look-up that failed is taken for one that found nothing.
const { replaceExport } = require('./replace.cjs');

replaceExport(
  'packages/engine/dist/core/decide-after-verdict.js',
  'decideAfterVerdict',
  (decide) => (verdict, ...rest) => decide(verdict.verdict === 'unsure' ? { verdict: 'absent', evidence: verdict.reason } : verdict, ...rest),
);
