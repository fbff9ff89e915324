// Reads the gold sets: a title, then `source`, `target` and `pairs`. Source rows are `path | type | sample | description`,
// target rows `path | type | description` with a `*` after the path of a required field, pairs `source -> target`.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, 'sets');

/** `group`: `tuning` for sets the matcher was tuned on, `unseen` for those it was not. */
export function readSets(group) {
  return readdirSync(join(FOLDER, group))
    .sort()
    .map((file) => ({ file, group, ...readSet(readFileSync(join(FOLDER, group, file), 'utf8')) }));
}

function readSet(text) {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const [title, ...rest] = lines;
  const [source, target, pairs] = [rest.indexOf('source'), rest.indexOf('target'), rest.indexOf('pairs')];
  const set = {
    title,
    source: rest.slice(source + 1, target).map(sourceField),
    target: rest.slice(target + 1, pairs).map(targetField),
    pairs: rest.slice(pairs + 1).map((line) => line.split(' -> ')),
  };
  checkPaths(set);
  return set;
}

const cells = (line) => line.split('|').map((cell) => cell.trim());
const filled = (members) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== ''));

function sourceField(line) {
  const [path, type, sample, description] = cells(line);
  return filled({ path, type, sample, description });
}

function targetField(line) {
  const [path, type, description] = cells(line);
  return filled({ path: path.replace(/\*$/, ''), type, description, required: path.endsWith('*') || undefined });
}

function checkPaths({ title, source, target, pairs }) {
  const known = [new Set(source.map(({ path }) => path)), new Set(target.map(({ path }) => path))];
  for (const [from, to] of pairs)
    if (!known[0].has(from) || !known[1].has(to))
      throw new TypeError(`${title}: ${from} -> ${to} names a field that is not there`);
}
