/**
 * swc gives every export of a CommonJS file a getter. Each call of a function of another file then goes through two or
 * three of them, which took a tenth of the time of a mapping. Once a file has run, its exports no longer change: they
 * become plain properties. What is not there yet, because files need each other in a circle, stays a getter.
 */
const SETTLE = `;for (const name of Object.keys(exports)) {
    const { get, configurable } = Object.getOwnPropertyDescriptor(exports, name);
    if (!get || !configurable) continue;
    try {
        Object.defineProperty(exports, name, { enumerable: true, value: get() });
    } catch (notYet) {
        if (!(notYet instanceof ReferenceError)) throw notYet;
    }
}`;

/** @param {string} code a CommonJS file as swc writes it; returned with exports that settle when it has run, on the same lines. */
export function withPlainExports(code) {
  const configurable = code.replace(
    /^( +)enumerable: true,\n( +get: )/gm,
    '$1enumerable: true, configurable: true,\n$2',
  );
  return configurable === code ? code : `${configurable}\n${SETTLE}`;
}
