// Ablation: every intent names a business fact of its own, as if the unique index of live effects did not exist.
const { EffectExecution } = require('../../../packages/engine/dist/runtime/execute-effect.js');

const { intentOf } = EffectExecution.prototype;
EffectExecution.prototype.intentOf = function (...args) {
  const intent = intentOf.apply(this, args);
  return { ...intent, businessKey: `${intent.businessKey}:${intent.id}` };
};
