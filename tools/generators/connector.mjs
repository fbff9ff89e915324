import { camelCase, requireId, titleOf } from './names.mjs';
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

function manifest({ id }) {
  const content = {
    name: `@penstock/connector-${id}`,
    version: '0.1.0',
    private: true,
    nx: { tags: ['type:connector', 'runtime:any'] },
    exports: { '.': entry('index'), './simulator': entry('simulator/index') },
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
