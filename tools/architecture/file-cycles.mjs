import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT, sourceFiles } from '../workspace.mjs';

/** Circles of relative value imports (types are erased and may point both ways). */
export function findFileCycles(folders) {
  const files = folders.flatMap((folder) => [...sourceFiles(join(ROOT, folder))].filter((file) => /\.tsx?$/.test(file)));
  const imports = new Map(files.map((file) => [file, importsOf(file)]));
  const state = new Map();
  const cycles = [];
  const visit = (file, path) => {
    state.set(file, 'open');
    for (const next of imports.get(file) ?? []) {
      if (state.get(next) === 'open') cycles.push([...path.slice(path.indexOf(next)), next].map((step) => relative(ROOT, step)).join(' → '));
      else if (!state.has(next)) visit(next, [...path, next]);
    }
    state.set(file, 'done');
  };
  for (const file of files) if (!state.has(file)) visit(file, [file]);
  return cycles;
}

function importsOf(file) {
  const text = readFileSync(file, 'utf8');
  const found = [...text.matchAll(/^(?:import|export)\s+(?!type\b)([^'"]*?)\s*from\s+'(\.[^']*)'/gm)];
  return found
    .filter(([, names]) => !onlyTypes(names))
    .map(([, , specifier]) => resolveFile(join(dirname(file), specifier)))
    .filter(Boolean);
}

function onlyTypes(names) {
  const listed = /^\{([\s\S]*)\}$/.exec(names.trim());
  return listed !== null && listed[1].split(',').map((name) => name.trim()).filter(Boolean).every((name) => name.startsWith('type '));
}

const resolveFile = (path) => [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts')].find((candidate) => existsSync(candidate) && /\.tsx?$/.test(candidate));
