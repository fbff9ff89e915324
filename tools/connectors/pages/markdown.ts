/** A table whose cells may hold anything. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

const cell = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');

export const code = (text: string): string => `\`${text}\``;

/** Sections with a title; empty ones are left out. */
export const sections = (parts: readonly (readonly [title: string, body: string])[]): string =>
  parts
    .filter(([, body]) => body !== '')
    .map(([title, body]) => `## ${title}\n\n${body}\n`)
    .join('\n');
