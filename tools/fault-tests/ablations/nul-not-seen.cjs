// Ablation: nobody looks for NUL characters, which the database does not store.
const { replaceMethod } = require('./replace.cjs');

replaceMethod(
  String.prototype,
  'includes',
  (includes) =>
    function (text, ...rest) {
      return text !== '\u0000' && includes.call(this, text, ...rest);
    },
);
