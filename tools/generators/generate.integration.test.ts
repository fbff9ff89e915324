import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generateAction } from './action.mjs';
import { catalogSource, connectorIds, generateCatalog } from './catalog.mjs';
import { generateConnector, generateOpenApiConnector } from './connector.mjs';
import { generateUseCase } from './use-case.mjs';

const ROOT = resolve(__dirname, '../..');
const COPIED = [
  'package.json',
  'tsconfig.json',
  'tsconfig.base.json',
  'jest.config.cjs',
  'connectors',
  'packages',
  'apps/api',
  'tools/test',
];

let copy: string;

/** Everything but what was installed and built: the generators work on sources, and npm's links lead back to the clone. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'penstock-generate-'));
  for (const path of COPIED) cpSync(join(ROOT, path), join(copy, path), { recursive: true, filter: isSource });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function isSource(path: string): boolean {
  return !/\/(node_modules|dist|out-tsc)(\/|$)/.test(path.slice(ROOT.length));
}

function run(program: string, args: readonly string[]): { status: number | null; output: string } {
  const { NODE_OPTIONS: _jestsOwn, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'node_modules', program), ...args], {
    cwd: copy,
    encoding: 'utf8',
    env,
  });
  return { status, output: stdout + stderr };
}

function typeCheck(project: string): { status: number | null; output: string } {
  const config = join(copy, project, 'tsconfig.check.json');
  // Referenced projects are not built in the copy: their sources are read instead.
  const compilerOptions = {
    noEmit: true,
    composite: false,
    declaration: false,
    emitDeclarationOnly: false,
    tsBuildInfoFile: null,
    rootDir: null,
  };
  writeFileSync(config, JSON.stringify({ extends: './tsconfig.json', compilerOptions, references: [] }));
  return run('typescript/bin/tsc', ['-p', config]);
}

test('a generated connector with an action compiles and passes its tests', () => {
  generateConnector(copy, 'cash-register');
  generateAction(copy, 'cash-register', 'get-till');
  generateCatalog(copy);

  const types = typeCheck('connectors/cash-register');
  const tests = run('jest/bin/jest.js', [
    '--selectProjects',
    'unit',
    '--rootDir',
    copy,
    '--',
    'connectors/cash-register',
  ]);

  expect(types).toEqual({ status: 0, output: '' });
  expect(tests.output).toContain('Tests:       6 passed, 6 total');
  expect(readFileSync(join(copy, 'packages/connector-catalog/src/index.ts'), 'utf8')).toContain(
    `import { cashRegister } from '@penstock/connector-cash-register';`,
  );
  expect(readFileSync(join(copy, 'connectors/cash-register/index.ts'), 'utf8')).toContain('actions: [getTill]');
}, 120_000);

test('a connector from an OpenAPI document compiles and passes its tests', () => {
  const item = { type: 'object', required: ['sku'], properties: { sku: { type: 'string' }, note: { type: 'string', nullable: true } } };
  const answer = { 200: { description: 'ok', content: { 'application/json': { schema: { $ref: '#/components/schemas/Item' } } } } };
  const sku = { name: 'sku', in: 'path', required: true, schema: { type: 'string' } };
  const document = {
    openapi: '3.0.3',
    info: { title: 'Depot', version: '2026-05' },
    paths: { '/items/{sku}': { get: { operationId: 'getItem', parameters: [sku], responses: answer }, delete: { parameters: [sku], responses: {} } } },
    components: { schemas: { Item: item } },
  };
  generateOpenApiConnector(copy, 'depot', JSON.stringify(document));

  const types = typeCheck('connectors/depot');
  const tests = run('jest/bin/jest.js', ['--selectProjects', 'unit', '--rootDir', copy, '--', 'connectors/depot']);

  expect(types).toEqual({ status: 0, output: '' });
  expect(tests.output).toContain('Tests:       2 passed, 2 total');
  expect(() => generateOpenApiConnector(copy, 'depot-2', 'openapi: 3.0.0')).toThrow('must be JSON');
  expect(() => generateOpenApiConnector(copy, 'depot-2', '{"swagger":"2.0"}')).toThrow('no OpenAPI 3');
}, 120_000);

test('a generated use case compiles, passes its test and is provided', () => {
  generateUseCase(copy, 'flows', 'archive-flow');

  const tests = run('jest/bin/jest.js', [
    '--selectProjects',
    'unit',
    '--rootDir',
    copy,
    '--',
    'use-cases/archive-flow',
  ]);
  const types = typeCheck('apps/api');

  expect(tests.output).toContain('Tests:       1 passed, 1 total');
  expect(types.output.split('\n').filter((line) => line.includes('archive-flow'))).toEqual([]);
  expect(readFileSync(join(copy, 'apps/api/src/modules/flows/flows.module.ts'), 'utf8')).toContain('ArchiveFlow');
}, 120_000);

test('a second connector of the same name is refused', () => {
  generateConnector(copy, 'second-till');

  expect(() => generateConnector(copy, 'second-till')).toThrow('exists already; nothing was written');
});

test('the committed catalog is what the folders say', () => {
  const committed = readFileSync(join(ROOT, 'packages/connector-catalog/src/index.ts'), 'utf8');

  expect(committed).toBe(catalogSource(connectorIds(ROOT)));
});
