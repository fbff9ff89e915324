// Ablation: an effect of unknown fate that cannot be looked up is sent again instead of asking a person.
const { EffectExecution } = require('../../../packages/engine/dist/runtime/execute-effect.js');

EffectExecution.prototype.askPerson = function (effect) {
  return this.repeat(effect);
};
