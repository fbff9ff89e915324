import { manualClock } from '@penstock/kernel';
import type { HttpRequest } from './http';
import { defineLiveSchemas, LIVE_SCHEMA_TIMEOUT_MS, loadLiveSchemas } from './live-schemas';
import type { ReadRequest } from './options/option-source';

function aConnection() {
  const sent: HttpRequest[] = [];
  const clock = manualClock(0);
  const http = { send: (request: HttpRequest) => (sent.push(request), Promise.resolve({ status: 200, headers: {}, body: '{}' })) };
  return { sent, clock, context: { http, clock, settings: { company: 'HSC' } } };
}

const sending = (method: HttpRequest['method'], queries: readonly string[] = []) =>
  defineLiveSchemas<{ company: string }>({
    operations: ['query'],
    queries,
    describe: async ({ http, settings }) => {
      await http.send({ method, url: `/${settings.company}` } as ReadRequest);
      return [{ title: 'Table', side: 'read', schema: {} }];
    },
  });
const request = { operation: 'query', settings: {} };

describe('what a remote system says about itself', () => {
  test('is read with the settings of the connection, within a time', async () => {
    const { context, sent } = aConnection();

    expect(await loadLiveSchemas(sending('GET'), context, request)).toEqual([{ title: 'Table', side: 'read', schema: {} }]);
    expect(sent).toMatchObject([{ method: 'GET', url: '/HSC', timeoutMs: LIVE_SCHEMA_TIMEOUT_MS }]);
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('cannot be asked by a %s', async (method) => {
    const { context, sent } = aConnection();

    await expect(loadLiveSchemas(sending(method), context, request)).rejects.toMatchObject({ details: { class: 'config' } });
    expect(sent).toEqual([]);
  });

  test('is asked by POST only where the source declared it', async () => {
    const { context, sent } = aConnection();

    await loadLiveSchemas(sending('POST', ['/HSC']), context, request);

    expect(sent).toHaveLength(1);
  });
});
