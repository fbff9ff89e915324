// `npm run generate`: the right shape is the easiest one. Everything made here compiles, is registered and has a test.
//   npm run generate -- connector <id>            a connector in its own folder, with simulator, README and test
//   npm run generate -- connector <id> --openapi <file.json>   typed actions from an OpenAPI 3 document
//   npm run generate -- action <connector> <id>   a reading action in that connector
//   npm run generate -- use-case <module> <name>  a use case in a module of the API
//   npm run generate -- catalog                   the list of installed connectors, from the folders in connectors/
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROOT } from '../workspace.mjs';
import { generateAction } from './action.mjs';
import { generateCatalog } from './catalog.mjs';
import { generateConnector, generateOpenApiConnector } from './connector.mjs';
import { BadRequest } from './names.mjs';
import { generateUseCase } from './use-case.mjs';

const GENERATORS = {
  connector: (words) => [...connectorFrom(words), ...generateCatalog(ROOT), installWorkspaces(), ...writeConnectorPages()],
  action: ([connector, id]) => [...generateAction(ROOT, connector, id), ...writeConnectorPages()],
  'use-case': ([module, name]) => generateUseCase(ROOT, module, name),
  catalog: () => generateCatalog(ROOT),
};

function connectorFrom([id, option, file]) {
  if (option === undefined) return generateConnector(ROOT, id);
  if (option !== '--openapi' || !file) throw new BadRequest('Say which document: npm run generate -- connector <id> --openapi <file.json>');
  return generateOpenApiConnector(ROOT, id, readFileSync(resolve(file), 'utf8'));
}

/** A new project is known to npm, and so to imports and to the lock file, only after an install. */
function installWorkspaces() {
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: ROOT, stdio: 'inherit' });
  return status === 0 ? 'package-lock.json' : 'npm install failed: run it again before you build';
}

/** The pages in docs/connectors/ follow from the definitions; a program of its own reads those from their sources. */
function writeConnectorPages() {
  const { status } = spawnSync('npm', ['run', '--silent', 'docs:connectors'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  return [status === 0 ? 'docs/connectors' : 'docs/connectors could not be written: run npm run docs:connectors'];
}

function generate([kind, ...names]) {
  const generator = GENERATORS[kind];
  if (!generator) throw new BadRequest(`Say what to generate: ${Object.keys(GENERATORS).join(', ')}.`);
  for (const line of generator(names)) console.log(`  ${line}`);
}

try {
  generate(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BadRequest)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
