import { BadRequest, camelCase, requireId, titleOf } from './names.mjs';
import { writeNewFiles } from './write-new.mjs';

/** A connector in its own folder: a connection with an API key, its test, a simulator, no actions yet. */
export function generateConnector(root, wanted) {
  const id = requireId(wanted, 'The connector’s id');
  const names = { id, constant: camelCase(id), title: titleOf(id), code: id.replaceAll('-', '_').toUpperCase() };
  const folder = `connectors/${id}`;
  return writeNewFiles(root, {
    [`${folder}/package.json`]: manifest(names),
    [`${folder}/tsconfig.json`]: typescriptConfig(),
    [`${folder}/README.md`]: readme(names),
    [`${folder}/index.ts`]: definition(names),
    [`${folder}/connection.ts`]: connection(names),
    [`${folder}/api.ts`]: api(names),
    [`${folder}/connection.test.ts`]: connectionTest(names),
    [`${folder}/simulator/index.ts`]: `export * from './${id}-simulator';\n`,
    [`${folder}/simulator/${id}-simulator.ts`]: simulator(names),
  });
}

const entry = (path) => ({ '@penstock/source': `./${path}.ts`, types: `./${path}.ts`, default: `./dist/${path}.js` });

/** A connector from an OpenAPI 3 document in JSON: the document becomes part of the folder, its operations typed actions. */
export function generateOpenApiConnector(root, wanted, documentText) {
  const id = requireId(wanted, 'The connector’s id');
  const names = { id, constant: camelCase(id), title: titleOf(id), code: id.replaceAll('-', '_').toUpperCase() };
  const folder = `connectors/${id}`;
  return writeNewFiles(root, {
    [`${folder}/package.json`]: manifest(names, { simulator: false }),
    [`${folder}/tsconfig.json`]: typescriptConfig(),
    [`${folder}/README.md`]: openApiReadme(names),
    [`${folder}/index.ts`]: openApiDefinition(names),
    [`${folder}/document.ts`]: openApiDocument(documentText),
    [`${folder}/index.test.ts`]: openApiTest(names),
  });
}

const openApiReadme = ({ title }) => `# ${title} connector

Made from the OpenAPI document in \`document.ts\`: each operation is an action. Reads may be repeated. Everything else is
class H: when an answer is lost, a person decides. Give an action a better effect contract by hand where the API offers an
idempotency key or a look-up.
`;

const openApiDefinition = ({ id, constant, title, code }) => `import { answerErrors, defineConnector, restConnection } from '@penstock/connector-sdk';
import { openApiActions } from '@penstock/connector-sdk/openapi';
import { apiVersion, document } from './document';

const system = { system: '${title}', codePrefix: '${code}' };

export const ${constant} = defineConnector({
  id: '${id}',
  title: '${title}',
  summary: 'Calls ${title} as its OpenAPI document describes it.',
  category: 'general',
  mark: 'M4 4h16v16H4zm2 2v12h12V6z',
  apiRevision: apiVersion,
  connection: restConnection('${id}', system),
  actions: openApiActions(document, system),
  triggers: [],
  errors: [
    { code: 'OPENAPI_PATH_VALUE', cause: 'An empty value, or one of dots, for the path of a request.', remedy: 'Map a real id to the field.' },
    ...answerErrors(system),
  ],
});
`;

/** As a module, so that it is built and checked like the rest. */
function openApiDocument(text) {
  let document;
  try {
    document = JSON.parse(text);
  } catch {
    throw new BadRequest('The OpenAPI document must be JSON (turn YAML into JSON first); nothing was written.');
  }
  if (!/^3\.[01]\./.test(document?.openapi ?? '') || typeof document.info?.version !== 'string') {
    throw new BadRequest('This is no OpenAPI 3.0 or 3.1 document with a version; nothing was written.');
  }
  return `/* eslint-disable max-lines -- an imported document */
import type { JsonObject } from '@penstock/kernel';

export const apiVersion = ${JSON.stringify(document.info.version)};

export const document: JsonObject = ${JSON.stringify(document, null, 2)};
`;
}

const openApiTest = ({ constant }) => `import { describeConnector } from '@penstock/connector-sdk';
import { operationsOf } from '@penstock/connector-sdk/openapi';
import { document } from './document';
import { ${constant} } from './index';

test('every operation of the document is an action with its own id', () => {
  const { actions } = describeConnector(${constant});

  expect(actions.map(({ id }) => id)).toEqual(operationsOf(document).map(({ id }) => id));
  expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
});

test('only reads are repeated by themselves', () => {
  const methods = new Map(operationsOf(document).map(({ id, method }) => [id, method]));

  expect(${constant}.actions.filter(({ id, contract }) => (contract.class === 'R') !== (methods.get(id) === 'GET'))).toEqual([]);
});
`;

function manifest({ id }, { simulator: hasSimulator } = { simulator: true }) {
  const content = {
    name: `@penstock/connector-${id}`,
    version: '0.1.0',
    private: true,
    nx: { tags: ['type:connector', 'runtime:any'] },
    exports: { '.': entry('index'), ...(hasSimulator && { './simulator': entry('simulator/index') }) },
    scripts: { build: 'node ../../tools/build/build-project.mjs' },
    dependencies: { '@penstock/connector-sdk': '0.1.0', '@penstock/kernel': '0.1.0', zod: '4.6.7' },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function typescriptConfig() {
  const content = {
    extends: '../../tsconfig.base.json',
    compilerOptions: { outDir: 'out-tsc', rootDir: '.', tsBuildInfoFile: 'out-tsc/tsconfig.tsbuildinfo' },
    include: ['**/*.ts'],
    exclude: ['dist', 'out-tsc', 'node_modules'],
    references: [{ path: '../../packages/connector-sdk' }, { path: '../../packages/kernel' }],
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

const readme = ({ id, title }) => `# ${title} connector

Written for the API revision named in \`index.ts\`. Simulator: \`simulator/\`, behaves as the vendor's documents say.

## Connection

| field | meaning |
|---|---|
| Address | where the API answers, e.g. \`https://api.example.com\` |
| API key | secret; sent as the \`Authorization\` header, as it is |

New actions: \`npm run generate -- action ${id} <action-id>\`.
`;

const definition = ({ id, constant, title }) => `import { answerErrors, defineConnector } from '@penstock/connector-sdk';
import { system } from './api';
import { connection } from './connection';

export const ${constant} = defineConnector({
  id: '${id}',
  title: '${title}',
  summary: 'Connects ${title} to flows.',
  category: 'general',
  mark: 'M4 4h16v16H4zm2 2v12h12V6z',
  apiRevision: 'v1',
  connection,
  actions: [],
  triggers: [],
  errors: answerErrors(system),
});
`;

const connection = ({ id, constant }) => `import { defineConnection, readJsonAnswer } from '@penstock/connector-sdk';
import { z } from 'zod';
import { reading } from './api';

const settings = z.strictObject({
  address: z.url({ protocol: /^https?$/ }).meta({ title: 'Address', description: 'Where the API answers.' }),
});
export type ${pascal(constant)}Settings = z.infer<typeof settings>;

export const connection = defineConnection<${pascal(constant)}Settings>({
  settings,
  secrets: [{ name: 'apiKey', title: 'API key' }],
  baseUrl: ({ address }) => address,
  auth: { kind: 'headers', headers: () => ({ authorization: { $secret: 'apiKey' } }) },
  fingerprint: ({ address }) => \`${id}:\${new URL(address).host}\`,
  async test({ http, settings: { address } }) {
    readJsonAnswer(await http.send({ method: 'GET', url: '/' }), reading('/'));
    return { summary: \`\${address} answers and accepts the API key.\` };
  },
});
`;

const api = ({ title, code }) => `import type { AnswerReading } from '@penstock/connector-sdk';

export const system = { system: '${title}', codePrefix: '${code}' };

/** How the answer to a read of this path is read. For a write, say so: its 5xx and unreadable answers leave it in doubt. */
export const reading = (path: string): AnswerReading => ({ ...system, writes: false, request: \`GET \${path}\` });
`;

const connectionTest = ({ constant }) => `import type { SimulatorServer } from '@penstock/connector-sdk/simulator';
import { createLoopbackHttpClient, testConnector } from '@penstock/connector-sdk/testing';
import { invariant, manualClock } from '@penstock/kernel';
import { ${constant} } from './index';
import { create${pascal(constant)}Simulator, demoApiKey } from './simulator';

let simulator: SimulatorServer;
let address: string;

beforeAll(async () => {
  simulator = create${pascal(constant)}Simulator();
  ({ url: address } = await simulator.listen());
});

afterAll(() => simulator.close());

function benchWith(apiKey: string) {
  const { connection } = ${constant};
  invariant(connection, 'the connector has a connection');
  const settings = { address };
  const http = createLoopbackHttpClient({ connection, settings, secrets: { apiKey } });
  return testConnector(${constant}, { http, settings, clock: manualClock(0) });
}

describe('the connection test', () => {
  test('says that the address answers', async () => {
    const result = await benchWith(demoApiKey).testConnection();

    expect(result.summary).toBe(\`\${address} answers and accepts the API key.\`);
  });

  test('says that the API key was refused', async () => {
    const attempt = benchWith('wrong').testConnection();

    await expect(attempt).rejects.toMatchObject({ details: { class: 'auth' } });
  });
});
`;

const simulator = ({
  id,
  constant,
}) => `import { createSimulatorServer, route, type SimulatorServer } from '@penstock/connector-sdk/simulator';

export const demoApiKey = 'demo-${id}-key';

/** Behaves as the vendor's documents say: refuses a wrong key, answers JSON. */
export function create${pascal(constant)}Simulator(): SimulatorServer {
  return createSimulatorServer({
    name: '${id}',
    routes: [
      route('GET', '/', ({ headers }) =>
        headers['authorization'] === demoApiKey ? { status: 200, body: { ok: true } } : { status: 401, body: { error: 'unauthorized' } },
      ),
    ],
    reset: () => undefined,
    state: () => ({}),
  });
}
`;

const pascal = (constant) => constant[0].toUpperCase() + constant.slice(1);
