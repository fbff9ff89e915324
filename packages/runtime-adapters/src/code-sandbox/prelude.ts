/**
 * Runs inside the sandbox before the code of a step: exact decimals on BigInt, and the way in and out as JSON text.
 * It protects nothing: the code may bend every part of it and bends only its own run.
 */
export const sandboxPrelude = `
'use strict';
(() => {
  const grammar = /^-?(0|[1-9][0-9]*)([.][0-9]+)?$/;
  const refuse = (what) => { throw new TypeError(what); };
  class Decimal {
    #units; #scale;
    constructor(units, scale) { this.#units = units; this.#scale = scale; Object.freeze(this); }
    static of(value) {
      if (value instanceof Decimal) return value;
      if (typeof value === 'number' && !Number.isSafeInteger(value)) refuse('decimal() takes whole numbers, texts like "19.90" and decimals: ' + value + ' is not exact');
      const text = String(value);
      if (!grammar.test(text)) refuse('decimal() cannot read ' + JSON.stringify(text));
      const [whole, fraction = ''] = text.split('.');
      return new Decimal(BigInt(whole + fraction), fraction.length);
    }
    static #aligned(left, right) {
      const scale = Math.max(left.#scale, right.#scale);
      return { scale, a: left.#units * 10n ** BigInt(scale - left.#scale), b: right.#units * 10n ** BigInt(scale - right.#scale) };
    }
    plus(other) { const { a, b, scale } = Decimal.#aligned(this, Decimal.of(other)); return new Decimal(a + b, scale); }
    minus(other) { const { a, b, scale } = Decimal.#aligned(this, Decimal.of(other)); return new Decimal(a - b, scale); }
    times(other) { const by = Decimal.of(other); return new Decimal(this.#units * by.#units, this.#scale + by.#scale); }
    compare(other) { const { a, b } = Decimal.#aligned(this, Decimal.of(other)); return a < b ? -1 : a > b ? 1 : 0; }
    toString() {
      const digits = String(this.#units < 0n ? -this.#units : this.#units).padStart(this.#scale + 1, '0');
      const cut = digits.length - this.#scale;
      return (this.#units < 0n ? '-' : '') + digits.slice(0, cut) + (this.#scale > 0 ? '.' + digits.slice(cut) : '');
    }
    toJSON() { return { $decimal: this.toString() }; }
    [Symbol.toPrimitive](hint) {
      return hint === 'string' ? this.toString() : refuse('exact decimals are not for + - * < >: use plus, minus, times, compare or String()');
    }
  }
  globalThis.decimal = Decimal.of;
  delete Math.random;
  const { parse, stringify } = JSON;
  const AsyncFunction = (async () => {}).constructor;
  const revive = (_name, value) =>
    value !== null && typeof value === 'object' && typeof value.$decimal === 'string' && Object.keys(value).length === 1 ? Decimal.of(value.$decimal) : value;
  const exact = (_name, value) =>
    typeof value === 'number' && !Number.isSafeInteger(value) ? refuse('the result holds the number ' + value + ', which is not exact: use decimal() or text') : value;
  return (code, inputText) => {
    const step = new AsyncFunction('input', '"use strict";\\n' + code);
    return step(parse(inputText, revive)).then((result) => stringify(result, exact) ?? 'null');
  };
})()`;
