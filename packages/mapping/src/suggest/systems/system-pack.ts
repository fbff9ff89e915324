/** What is known of one system's field names beyond their words. */
export interface SystemPack {
  readonly id: string;
  readonly name: string;
  /** Leaf names, lower case, that hardly any other system has. */
  readonly signs: readonly string[];
  /** Signs that must be there for the system to be recognised. */
  readonly needed: number;
  /** End of the path in lower case → what the field means, in plain words. The longest end wins. */
  readonly fields: Readonly<Record<string, string>>;
}

/** `path.end: plain words` one a line. */
export function readFields(lines: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    lines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => {
        const at = line.indexOf(':');
        return [line.slice(0, at), line.slice(at + 1).trim()] as const;
      }),
  );
}
