import { manualClock } from '@penstock/kernel';
import { defineAction } from '../define';
import type { HttpRequest } from '../http';
import { z } from 'zod';
import { loadOptions, OPTIONS_TIMEOUT_MS } from './load-options';
import { defineOptions, type OptionSource, type OptionsContext, type ReadRequest } from './option-source';

/** A connection whose remote side answers everything; what reached it is kept. */
function aConnection() {
  const sent: HttpRequest[] = [];
  const clock = manualClock(0);
  const http = { send: (request: HttpRequest) => (sent.push(request), Promise.resolve({ status: 200, headers: {}, body: '{}' })) };
  return { sent, clock, context: { http, clock, settings: { company: 'HSC' } } };
}

const asking = (change: Partial<OptionSource> = {}): OptionSource =>
  defineOptions({ title: 'Things', load: () => Promise.resolve({ options: [{ value: 'a', label: 'A' }] }), ...change });

/** As a source written without regard for the types would call it. */
const write = (request: Omit<HttpRequest, 'method'> & { readonly method: HttpRequest['method'] }) =>
  asking({
    load: async ({ http }) => {
      await http.send(request as ReadRequest);
      return { options: [] };
    },
  });

describe('a list of choices', () => {
  test('reads with the settings of the connection', async () => {
    const { context, sent } = aConnection();
    const source = defineOptions<{ company: string }>({
      title: 'Things',
      load: async ({ http, settings }) => {
        await http.send({ method: 'GET', url: `/${settings.company}` });
        return { options: [{ value: '1', label: 'One', detail: 'first' }], nextCursor: '1' };
      },
    });

    expect(await loadOptions(source, context, { depends: {} })).toEqual({ options: [{ value: '1', label: 'One', detail: 'first' }], nextCursor: '1' });
    expect(sent).toMatchObject([{ method: 'GET', url: '/HSC' }]);
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('cannot send a %s', async (method) => {
    const { context, sent } = aConnection();

    const listed = loadOptions(write({ method, url: '/v1/transactions/sale' }), context, { depends: {} });

    await expect(listed).rejects.toMatchObject({ details: { class: 'config', code: 'OPTIONS_MUST_READ' } });
    expect(sent).toEqual([]);
  });

  test('asks by POST only where the source declared it', async () => {
    const { context, sent } = aConnection();
    const source = (url: string) => ({ ...write({ method: 'POST', url }), queries: ['/v1/customer/export'] });

    await loadOptions(source('/v1/customer/export'), context, { depends: {} });
    await expect(loadOptions(source('/v1/customer/export/../delete'), context, { depends: {} })).rejects.toMatchObject({ code: 'OPTIONS_MUST_READ' });

    expect(sent).toHaveLength(1);
  });

  test('shares one time among its requests', async () => {
    const { context, sent, clock } = aConnection();
    const source = asking({
      load: async ({ http }) => {
        await http.send({ method: 'GET', url: '/1' });
        clock.advance(OPTIONS_TIMEOUT_MS - 500);
        await http.send({ method: 'GET', url: '/2' });
        clock.advance(500);
        await http.send({ method: 'GET', url: '/3' });
        return { options: [] };
      },
    });

    await expect(loadOptions(source, context, { depends: {} })).rejects.toMatchObject({ details: { class: 'transient', code: 'OPTIONS_TOO_SLOW' } });
    expect(sent.map(({ url, timeoutMs }) => [url, timeoutMs])).toEqual([['/1', OPTIONS_TIMEOUT_MS], ['/2', 500]]);
  });

  test('sees the fields it declared and no others', async () => {
    const { context } = aConnection();
    let seen: unknown;
    const source = asking({
      needs: ['orderId'],
      narrowedBy: ['status'],
      load: (_context, { depends }) => ((seen = depends), Promise.resolve({ options: [] })),
    });

    await loadOptions(source, context, { depends: { orderId: '7', url: 'https://elsewhere.example' } });

    expect(seen).toEqual({ orderId: '7' });
  });

  test('says which field it needs first', async () => {
    const { context } = aConnection();

    await expect(loadOptions(asking({ needs: ['orderId'] }), context, { depends: { orderId: '' } })).rejects.toMatchObject({
      details: { code: 'OPTIONS_NEED_FIELD', message: 'Things can be listed once orderId is filled in.' },
    });
  });

  test('is bounded, and shows no card number', async () => {
    const { context } = aConnection();
    const card = '4111 1111 1111 1111';
    const source = asking({
      load: () =>
        Promise.resolve({ options: [{ value: card, label: 'card' }, { value: 'a', label: `paid by ${card}` }, ...Array.from({ length: 300 }, (_none, index) => ({ value: `${index}`, label: 'x'.repeat(999) }))] }),
    });

    const { options } = await loadOptions(source, context, { depends: {} });

    expect(options).toHaveLength(199);
    expect(options[0]?.value).toBe('a');
    expect(JSON.stringify(options)).not.toMatch(/4111|x{301}/);
  });
});

test('no effect passes for a source of options, and no write for its request', () => {
  const effect = defineAction({
    id: 'pay',
    version: 1,
    title: 'Pay',
    summary: '',
    contract: { class: 'H', kind: 'money', businessKey: () => 'k', visibilityLagMs: 0, maxProcessingMs: 0 },
    input: z.object({}),
    output: z.object({}),
    sample: {},
    run: () => Promise.resolve({}),
  });
  // @ts-expect-error -- an action has no load()
  const source: OptionSource = effect;
  // @ts-expect-error -- only a GET is a request of a source
  const request: Parameters<OptionsContext<unknown>['http']['send']>[0] = { method: 'POST', url: '/' };

  expect([source, request]).toHaveLength(2);
});
