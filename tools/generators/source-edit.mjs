import { BadRequest } from './names.mjs';

/** Adds an import in its alphabetical place among the relative imports at the top of a source. */
export function withImport(source, { name, from }) {
  const lines = source.split('\n');
  const line = `import { ${name} } from '${from}';`;
  const imports = lines
    .map((text, index) => ({ index, from: /^import .*from '(\.[^']*)';$/.exec(text)?.[1] }))
    .filter(({ from: path }) => path);
  const next = imports.find(({ from: path }) => path > from);
  const lastImport = lines.findLastIndex((text) => /from '[^']+';$/.test(text));
  lines.splice(next ? next.index : lastImport + 1, 0, line);
  return lines.join('\n');
}

/** Adds an entry to the list of a property, e.g. `actions: [a, b]`, on one line or on many. */
export function withListEntry(source, property, entry) {
  const list = new RegExp(`\\b${property}: \\[([^\\]]*)\\]`).exec(source);
  if (!list)
    throw new BadRequest(`There is no list "${property}: [ … ]" to register ${entry} in; nothing was written.`);
  const entries = list[1]
    .split(',')
    .map((text) => text.trim())
    .filter(Boolean);
  return source.replace(list[0], `${property}: ${listOf([...entries, entry], indentOf(source, list.index))}`);
}

const WIDEST_LINE = 120;

function listOf(entries, indent) {
  const oneLine = `[${entries.join(', ')}]`;
  if (oneLine.length + indent.length + 20 <= WIDEST_LINE) return oneLine;
  return `[\n${entries.map((entry) => `${indent}  ${entry},\n`).join('')}${indent}]`;
}

function indentOf(source, index) {
  const line = source.slice(source.lastIndexOf('\n', index) + 1, index);
  return /^\s*/.exec(line)[0];
}
