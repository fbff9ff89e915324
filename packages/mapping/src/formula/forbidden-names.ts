/** Names that reach behind the data of a record; refused wherever they stand. */
export const forbiddenNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
