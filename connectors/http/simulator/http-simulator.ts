import { createSimulatorServer, route, writeRoute, type SimulatorReply, type SimulatorRequest, type SimulatorServer } from '@penstock/connector-sdk/simulator';

export const demoCredential = 'canary-http-71ff';

/** An API that keeps what it is sent, honours idempotency keys, and shows what a request looked like. */
export function createHttpSimulator(): SimulatorServer {
  const records: string[] = [];
  const byKey = new Map<string, SimulatorReply>();
  const write = (request: SimulatorRequest): SimulatorReply => {
    const key = request.headers['idempotency-key'] ?? '';
    const before = key === '' ? undefined : byKey.get(key);
    if (before) return before;
    records.push(request.bodyText);
    const id = `R${records.length}`;
    request.commit({ kind: 'record', key, id });
    const reply = { status: 201, headers: { location: `/records/${id}` }, body: { id, received: request.bodyText, type: request.headers['content-type'] ?? '', note: 'long enough to be cut' } };
    byKey.set(key, reply);
    return reply;
  };
  return createSimulatorServer({
    name: 'http',
    reset: () => {
      records.splice(0);
      byKey.clear();
    },
    state: () => ({ records: records.length }),
    routes: [
      route('GET', '/api/echo/:id', ({ params, query, headers }) => ({ status: 200, body: { id: params.id ?? '', query, headers } })),
      route('GET', '/api/text', () => ({ status: 200, body: 'plain, with a BOM? no' })),
      route('GET', '/api/large', () => ({ status: 200, body: 'x'.repeat(3_000) })),
      route('GET', '/api/files/:name', ({ params, query }) => ({
        status: 200,
        headers: { 'content-type': 'text/csv; charset=utf-8', ...(query['as'] !== undefined && { 'content-disposition': query['as'] }) },
        body: `${params.name ?? ''}\n`.repeat(Number(query['lines'] ?? '1')),
      })),
      route('GET', '/api/moved', () => ({ status: 302, headers: { location: '/api/text' } })),
      ...['POST', 'PUT', 'PATCH', 'DELETE'].map((method) => writeRoute(method, '/api/records', write)),
      writeRoute('POST', '/api/large', (request) => ({ ...write(request), body: JSON.stringify('x'.repeat(3_000)) })),
    ],
  });
}
