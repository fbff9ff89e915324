// How ablations take a safety out of the built product. What is no longer where an ablation looks for it is an error: one
// that switches nothing off would prove nothing.
const path = require('node:path');

const built = (file) => path.resolve(__dirname, '../../..', file);

/** `make(original)` returns what stands in its place. */
function replaceMethod(holder, name, make) {
  const original = holder[name];
  if (typeof original !== 'function') throw new TypeError(`There is no ${name} any more; this ablation switches nothing off.`);
  holder[name] = make(original);
}

/** For functions of a module, whose exports cannot be written to. Only modules loaded afterwards see it. */
function replaceExport(file, name, make) {
  const id = require.resolve(built(file));
  const exported = require(id);
  if (typeof exported[name] !== 'function') throw new TypeError(`${file} has no ${name} any more; this ablation switches nothing off.`);
  require.cache[id].exports = { ...exported, [name]: make(exported[name]) };
}

module.exports = { replaceMethod, replaceExport, fromBuilt: (file) => require(built(file)) };
