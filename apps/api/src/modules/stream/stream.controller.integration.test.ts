import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LiveMessage } from '@penstock/engine-host';
import type { RunId } from '@penstock/kernel';
import { startTestApi, type TestApi } from '../../testing/test-api';

let api: TestApi;
let port: number;
beforeAll(async () => {
  api = await startTestApi();
  await api.app.listen(0, '127.0.0.1');
  port = (api.app.getHttpServer().address() as AddressInfo).port;
});
afterAll(() => api.close());

const flowId = '0193aaaa-0000-7000-8000-0000000000f1';
const message = (organizationId: LiveMessage['organizationId'], runId: string): LiveMessage => ({
  organizationId,
  runId: runId as RunId,
  flowId,
  environment: 'sandbox',
  status: 'running',
});

/** Opens the stream and reads events one by one. */
async function follow() {
  const request = get({ port, host: '127.0.0.1', path: '/api/v1/stream', headers: { authorization: 'Bearer Home-auditor' } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks = response.setEncoding('utf8')[Symbol.asyncIterator]();
  const next = async (): Promise<{ id: string; data: unknown }> => {
    const { value } = (await chunks.next()) as { value: string };
    const [, id, data] = /^id: (\d+)\ndata: (.*)\n\n$/.exec(value) ?? [];
    return { id: id ?? '', data: JSON.parse(data ?? 'null') };
  };
  const isOver = async (): Promise<boolean> => (await chunks.next()).done === true;
  return { response, next, isOver, close: () => request.destroy() };
}

describe('the live stream', () => {
  test('says hello, then tells every change of a run', async () => {
    const stream = await follow();

    const hello = await stream.next();
    api.host.publish(message(api.home.id, '0193aaaa-0000-7000-8000-000000000001'));
    const run = await stream.next();

    stream.close();
    expect(stream.response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(hello.data).toEqual({ type: 'hello', at: expect.any(String) });
    expect(run.data).toEqual({ type: 'run', runId: '0193aaaa-0000-7000-8000-000000000001', flowId, environment: 'sandbox', status: 'running' });
    expect(Number(run.id)).toBeGreaterThan(Number(hello.id));
  });

  test('tells nothing of another organisation', async () => {
    const stream = await follow();
    await stream.next();

    api.host.publish(message(api.foreign.id, '0193aaaa-0000-7000-8000-0000000000ff'));
    api.host.publish(message(api.home.id, '0193aaaa-0000-7000-8000-000000000002'));
    const first = await stream.next();

    stream.close();
    expect(first.data).toMatchObject({ runId: '0193aaaa-0000-7000-8000-000000000002' });
  });

  test('ends when the process stops', async () => {
    const stream = await follow();
    await stream.next();

    const [isOver] = await Promise.all([stream.isOver(), api.app.close()]);

    expect([isOver, api.host.listenerCount]).toEqual([true, 0]);
  });
});
