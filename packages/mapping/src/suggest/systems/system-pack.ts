/** What is known of one system's field names beyond their words. */
export interface SystemPack {
  readonly id: string;
  readonly name: string;
  /** Names that hardly any other system has, squeezed. */
  readonly signs: readonly string[];
  /** Signs that must be there for the system to be recognised. */
  readonly needed: number;
  readonly fields: ReadonlyMap<string, KnownField>;
}

export interface KnownField {
  /** In plain words. */
  readonly meaning: string;
  /** Its name alone tells: it holds wherever in a record the field stands. */
  readonly isSpecific: boolean;
}

/** `ship2_add1`, `Ship2Add1` and `ship2Add1` are one name. */
export const squeezed = (name: string): string => name.toLowerCase().replace(/[_\s-]/g, '');

/** `name name name` */
export const readSigns = (names: string): readonly string[] => names.split(' ').map(squeezed);

/** `path.end: plain words` one a line. */
export function readFields(lines: string): ReadonlyMap<string, KnownField> {
  return new Map(
    lines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => {
        const at = line.indexOf(':');
        const name = line.slice(0, at);
        return [squeezed(name), { meaning: line.slice(at + 1).trim(), isSpecific: /[._\d]/.test(name) }] as const;
      }),
  );
}
