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

const readme = ({ id, title, code }) => `# ${title} connector

Written for the API revision named in \`index.ts\`. Simulator: \`simulator/\`, behaves as the vendor's documents say.

## Connection

| field | meaning |
|---|---|
| Address | where the API answers, e.g. \`https://api.example.com\` |
| API key | secret; sent as the \`Authorization\` header, as it is |

## Errors

| code | cause | remedy |
|---|---|---|
| \`${code}_UNAUTHORIZED\` | the API key was refused | enter a valid key in the connection |
| \`${code}_UNAVAILABLE\` | the remote side is away (5xx, 429) | none: it is tried again |
| \`${code}_REFUSED\` | the remote side said no | see the message |

New actions: \`npm run generate -- action ${id} <action-id>\`.
`;

const definition = ({ id, constant, title }) => `import { defineConnector } from '@penstock/connector-sdk';
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
});
`;

const connection = ({ id, constant }) => `import { defineConnection } from '@penstock/connector-sdk';
import { z } from 'zod';
import { readAnswer } from './api';

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
    readAnswer(await http.send({ method: 'GET', url: '/' }));
    return { summary: \`\${address} answers and accepts the API key.\` };
  },
});
`;

const api = ({
  code,
}) => `import { ConnectorFailure, type FailureClass, type HttpResponse } from '@penstock/connector-sdk';
import { parseJson, type Json } from '@penstock/kernel';

/** What an answer of the remote side means. Reads only: for a write, a 5xx is \`ambiguous\`, not \`transient\`. */
export function readAnswer({ status, body }: HttpResponse): Json {
  if (status >= 200 && status < 300) return body === '' ? null : parseJson(body);
  const { class: failureClass, code, message } = meaningOf(status);
  throw new ConnectorFailure({ class: failureClass, code, message, remoteCode: String(status) });
}

interface Meaning {
  readonly class: FailureClass;
  readonly code: string;
  readonly message: string;
}

function meaningOf(status: number): Meaning {
  if (status === 401 || status === 403) {
    return { class: 'auth', code: '${code}_UNAUTHORIZED', message: 'The API key was refused. Nothing was read.' };
  }
  if (status === 429 || status >= 500) {
    return { class: 'transient', code: '${code}_UNAVAILABLE', message: 'The remote side is away. It is asked again.' };
  }
  return { class: 'business', code: '${code}_REFUSED', message: \`The remote side refused with status \${status}.\` };
}
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
