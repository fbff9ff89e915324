/** Reads and writes the name-value form of the legacy API: `NAME~VALUE|NAME~VALUE|`, records `NAME~K=V+K=V+|`. */

export type LegacyFields = ReadonlyMap<string, string>;

export function legacyFields(parmlist: string): LegacyFields {
  const pairs = parmlist.split('|').filter((pair) => pair.includes('~'));
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('~')).trim(), pair.slice(pair.indexOf('~') + 1)]));
}

export const legacyPairs = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map(([name, value]) => `${name}~${plain(value)}|`).join('');

export const legacyRecord = (name: string, members: Readonly<Record<string, string>>): string =>
  `${name}~${Object.entries(members)
    .map(([key, value]) => `${key}=${plain(value)}+`)
    .join('')}`;

/** `~ | + =` may not occur in values. */
const plain = (value: string): string => value.replace(/[~|+=]/g, ' ');
