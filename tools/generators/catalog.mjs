// The list of installed connectors. The folders in connectors/ are the truth; three files follow from them.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { camelCase } from './names.mjs';

const CATALOG = 'packages/connector-catalog';

/** @returns {string[]} the files that follow, whether or not they changed */
export function generateCatalog(root) {
  const ids = connectorIds(root);
  const files = {
    [`${CATALOG}/src/index.ts`]: catalogSource(ids),
    [`${CATALOG}/package.json`]: catalogPackage(root, ids),
    [`${CATALOG}/tsconfig.json`]: catalogReferences(root, ids),
    'tsconfig.json': rootReferences(root, ids),
  };
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content);
  return Object.keys(files);
}

export function connectorIds(root) {
  const folders = readdirSync(join(root, 'connectors'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .filter((id) => existsSync(join(root, 'connectors', id, 'package.json')))
    .sort();
}

export function catalogSource(ids) {
  // Sorted by module name, as the other import lists are.
  const imports = [
    ...ids.map((id) => ({
      from: `@penstock/connector-${id}`,
      line: `import { ${camelCase(id)} } from '@penstock/connector-${id}';`,
    })),
    { from: '@penstock/connector-sdk', line: `import type { ConnectorDefinition } from '@penstock/connector-sdk';` },
  ].sort((a, b) => (a.from < b.from ? -1 : 1));
  return `// Generated from the folders in connectors/ by \`npm run generate\`. Do not edit.
${imports.map(({ line }) => line).join('\n')}

/** Every installed connector. */
export const connectors: readonly ConnectorDefinition[] = [${ids.map(camelCase).join(', ')}];

export const connectorById = (id: string): ConnectorDefinition | undefined => connectors.find((connector) => connector.id === id);
`;
}

function catalogPackage(root, ids) {
  const manifest = JSON.parse(readFileSync(join(root, CATALOG, 'package.json'), 'utf8'));
  const others = Object.entries(manifest.dependencies).filter(([name]) => !isConnector(name));
  const own = ids.map((id) => [`@penstock/connector-${id}`, '0.1.0']);
  manifest.dependencies = Object.fromEntries([...others, ...own].sort(([a], [b]) => (a < b ? -1 : 1)));
  return json(manifest);
}

const isConnector = (name) => name.startsWith('@penstock/connector-') && name !== '@penstock/connector-sdk';

function catalogReferences(root, ids) {
  return withReferences(
    join(root, CATALOG, 'tsconfig.json'),
    ids.map((id) => `../../connectors/${id}`),
  );
}

function rootReferences(root, ids) {
  return withReferences(
    join(root, 'tsconfig.json'),
    ids.map((id) => `./connectors/${id}`),
  );
}

/** Keeps the place of the connectors among the other references, so that a regenerated file differs in them only. */
function withReferences(file, paths) {
  const config = JSON.parse(readFileSync(file, 'utf8'));
  const isOurs = ({ path }) => path.includes('/connectors/');
  const at = config.references.findIndex(isOurs);
  const others = config.references.filter((reference) => !isOurs(reference));
  others.splice(at < 0 ? others.length : at, 0, ...paths.map((path) => ({ path })));
  return json({ ...config, references: others });
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
