// Ablation: an effect of unknown fate that cannot be looked up is sent again instead of asking a person.
const { fromBuilt, replaceMethod } = require('./replace.cjs');

const { EffectDoubt } = fromBuilt('packages/engine/dist/runtime/effect-doubt.js');
replaceMethod(
  EffectDoubt.prototype,
  'askPerson',
  () =>
    function (effect) {
      return this.repeat(effect);
    },
);
