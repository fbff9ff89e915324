import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectors } from '@penstock/connector-catalog';
import { readRecord } from './conformance-record';
import { connectorPage } from './connector-page';
import { overviewPage } from './overview-page';

const FOLDER = 'docs/connectors';

/** Every generated page by its path, relative to the clone. */
export function expectedPages(root: string): Readonly<Record<string, string>> {
  const facts = { root, record: readRecord(root) };
  const pages = connectors.map((connector) => [`${FOLDER}/${connector.id}.md`, connectorPage(connector, facts)] as const);
  return Object.fromEntries([[`${FOLDER}/README.md`, overviewPage(connectors, facts)], ...pages]);
}

/** Paths of pages that are missing, outdated, or of a connector that is gone. */
export function stalePages(root: string): readonly string[] {
  const expected = expectedPages(root);
  const outdated = Object.entries(expected).filter(([path, content]) => contentOf(join(root, path)) !== content);
  return [...outdated.map(([path]) => path), ...orphans(root, expected)];
}

export function writePages(root: string): readonly string[] {
  mkdirSync(join(root, FOLDER), { recursive: true });
  const expected = expectedPages(root);
  for (const path of orphans(root, expected)) rmSync(join(root, path));
  for (const [path, content] of Object.entries(expected)) writeFileSync(join(root, path), content);
  return Object.keys(expected);
}

const orphans = (root: string, expected: Readonly<Record<string, string>>): readonly string[] =>
  readdirSync(join(root, FOLDER))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${FOLDER}/${name}`)
    .filter((path) => !(path in expected));

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Not written yet.
    return undefined;
  }
}
