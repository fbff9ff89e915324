const single: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  a: '\u0007',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
  '`': '`',
  '?': '?',
};

const escape = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[xX]([0-9a-fA-F]{2})|([0-3][0-7]{2})|(.))/gu;

/** The text a quoted text means. */
export function readEscapes(content: string): { readonly text: string; readonly problem: string | undefined } {
  if (!content.includes('\\')) return { text: content, problem: undefined };
  let problem: string | undefined;
  const text = content.replace(escape, (whole, ...groups: (string | undefined)[]) => {
    const [short, long, byte, octal, letter] = groups;
    const hex = short ?? long ?? byte;
    const code = hex !== undefined ? parseInt(hex, 16) : octal !== undefined ? parseInt(octal, 8) : undefined;
    if (code !== undefined && code <= 0x10ffff) return String.fromCodePoint(code);
    const known = letter !== undefined && Object.hasOwn(single, letter) ? single[letter] : undefined;
    if (known === undefined) problem = `"${whole}" is no character a text can hold.`;
    return known ?? whole;
  });
  return { text, problem };
}
