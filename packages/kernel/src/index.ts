export * from './brand';
export * from './csv';
export * from './currency';
// Named, because `export *` compiles to a look-up by name, and decimals are used in the hottest loops.
export { Decimal, DecimalError, type DecimalProblem, type DecimalProblemCode } from './decimal';
export * from './deterministic';
export * from './errors';
export * from './json';
export { isJsonObject } from './json-object';
export { JsonSyntaxError, setOwn, type JsonSyntaxCode } from './json-parser';
export * from './lossless-json';
export * from './pretty-json';
export * from './money';
export * from './ports';
export { err, ok, type Result } from './result';
export { roundings, type Rounding } from './rounding';
export * from './uuid';
