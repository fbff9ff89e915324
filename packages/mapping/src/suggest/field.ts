/** One field of a schema as the matcher is told about it; the rows of `schemaFields` fit. */
export interface SuggestField {
  /** Parts joined by `.` or `/`; items of a list as `lines[].sku`, `lines[0].sku` or `/lines/0/sku`. */
  readonly path: string;
  /** Any type word, JSON Schema's or a database's; unknown ones count as unknown. */
  readonly type?: string | undefined;
  /** One value or a list of values seen in the field. Looked at for its form; never part of a reason. */
  readonly sample?: unknown;
  readonly description?: string | undefined;
  readonly required?: boolean | undefined;
  readonly format?: string | undefined;
  /** The only values allowed, where they are listed. */
  readonly choices?: readonly unknown[] | undefined;
}

/** A path taken apart; lists are marked on the part whose items they hold. */
export interface PathPart {
  readonly name: string;
  readonly isList: boolean;
}

const mostParts = 40;
const quoted = /\["((?:[^"\\]|\\.)*)"\]|\['([^']*)'\]/g;
const listMark = /\[(?:\d*|\*)\]$/;
const position = /^(?:\d+|\*)$/;

/** Reads the usual ways of writing a path; whatever is no path in them is one name. */
export function pathParts(path: string): readonly PathPart[] {
  const plain = path.replace(
    quoted,
    (_, double?: string, single?: string) => `.${(double ?? single ?? '').replace(/[./]/g, ' ')}`,
  );
  const parts: { name: string; isList: boolean }[] = [];
  for (const piece of plain.split(/[./]/).slice(0, mostParts)) {
    const name = bareName(piece);
    const previous = parts.at(-1);
    if (position.test(name) && previous) previous.isList = true;
    else if (name === '' && piece !== '' && previous) previous.isList = true;
    else if (name !== '' && name !== '$') parts.push({ name, isList: listMark.test(piece) });
  }
  return parts;
}

function bareName(piece: string): string {
  let name = piece.trim();
  while (listMark.test(name)) name = name.replace(listMark, '');
  return name;
}

/** Names no object can safely carry: fields that use them are passed over. */
export const isUnusable = (path: string): boolean => path.trim() === '' || path.includes('__proto__');
