import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeApi } from '../../apps/api/src/platform/http/describe-api';
import { committedText } from './api-description';
import { breakingChanges } from './breaking-changes';
import { ruleBreaches } from './description-rules';

const committed = (): unknown => JSON.parse(readFileSync(join(__dirname, '../../docs/openapi.json'), 'utf8'));

describe('docs/openapi.json', () => {
  test('is what the code says; after a change of the API: npm run docs:api', async () => {
    const now = JSON.parse(committedText(await describeApi())) as unknown;
    const breaking = breakingChanges(committed(), now);

    if (breaking.length > 0) process.stdout.write(`Breaking changes of the API:\n${breaking.map((change) => `  ${change}\n`).join('')}`);
    const isStale = JSON.stringify(now) !== JSON.stringify(committed());
    expect(isStale ? 'stale: run `npm run docs:api`, look at what changed and commit it' : 'up to date').toBe('up to date');
  });

  test('is written the same twice', async () => {
    expect(committedText(await describeApi())).toBe(committedText(await describeApi()));
  });

  test('keeps the rules of OpenAPI 3.1', () => {
    expect(ruleBreaches(committed())).toEqual([]);
  });
});

describe('the rules of OpenAPI 3.1', () => {
  const sound = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } }, schemas: { A: { type: 'object', properties: { type: { type: 'string' } } } } },
    paths: { '/a/{id}': { get: { operationId: 'a', security: [{ key: [] }], parameters: [{ in: 'path', name: 'id', required: true, schema: { type: 'string' } }], responses: { 200: { description: '', content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } } } } } },
  };
  const broken = (from: string, to: string): unknown => JSON.parse(JSON.stringify(sound).replaceAll(from, to));

  test('hold for a sound description', () => {
    expect(ruleBreaches(sound)).toEqual([]);
  });

  test.each([
    ['"3.1.0"', '"3.0.3"', 'openapi is not 3.1.x'],
    ['schemas/A"', 'schemas/B"', 'refers to #/components/schemas/B'],
    ['"name":"id"', '"name":"other"', 'does not declare {id}'],
    ['"description":""', '"note":""', 'no response with a description'],
    ['[{"key":[]}]', '[{"other":[]}]', 'security scheme other is not defined'],
    ['{"type":"object","prop', '{"type":"map","prop', 'has the type map'],
    ['{"type":"object","prop', '{"nullable":true,"type":"object","prop', 'says nullable'],
    ['"title":"T",', '', 'info has no title'],
  ])('are broken by %s → %s', (from, to, expected) => {
    expect(ruleBreaches(broken(from, to))).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
  });
});

describe('breaking changes', () => {
  const api = (change: (parts: { answer: Record<string, unknown>; request: Record<string, unknown>; query: string[] }) => void = () => undefined) => {
    const parts = { answer: { id: { type: 'string' }, lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } } } as Record<string, unknown>, request: { name: { type: 'string' } } as Record<string, unknown>, query: ['limit'] };
    change(parts);
    const { required = [], ...request } = parts.request;
    return {
      paths: {
        '/a': {
          post: {
            parameters: parts.query.map((name) => ({ in: 'query', name })),
            requestBody: { content: { 'application/json': { schema: { type: 'object', properties: request, required } } } },
            responses: { 201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } } },
          },
        },
      },
      components: { schemas: { A: { type: 'object', properties: parts.answer } } },
    };
  };

  test.each([
    ['a field of an answer that is gone', api(({ answer }) => delete answer['id']), 'the field id of answers is gone'],
    ['a field of another type', api(({ answer }) => (answer['id'] = { type: 'number' })), 'the field id of answers'],
    ['a field of a list’s item that is gone', api(({ answer }) => (answer['lines'] = { type: 'array', items: { type: 'object', properties: {} } })), 'the field lines.sku of answers'],
    ['a field that must be given', api(({ request }) => (request['required'] = ['name'])), 'requests must say name now'],
    ['a field of a request that is gone', api(({ request }) => delete request['name']), 'the field name of requests is gone'],
    ['a parameter that is gone', api(({ query }) => (query.length = 0)), 'the parameter limit is gone'],
    ['a route that is gone', { paths: {} }, 'is gone'],
  ])('are %s', (_, after, expected) => {
    expect(breakingChanges(api(), after)).toEqual([expect.stringContaining(expected)]);
  });

  test('are not what is added', () => {
    const more = api(({ answer, request, query }) => {
      answer['note'] = { type: 'string' };
      request['note'] = { type: 'string' };
      query.push('q');
    });

    expect(breakingChanges(api(), { ...more, paths: { ...more.paths, '/b': { get: {} } } })).toEqual([]);
  });
});
