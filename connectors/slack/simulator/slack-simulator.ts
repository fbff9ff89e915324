import { createSimulatorServer, writeRoute, type SimulatorServer } from '@penstock/connector-sdk/simulator';

export const demoPath = 'T0DEMO/B0DEMO/canary7f3a';

/** An incoming webhook: `ok`, or one word of refusal as plain text. */
export function createSlackSimulator(): SimulatorServer {
  const posted: string[] = [];
  return createSimulatorServer({
    name: 'slack',
    reset: () => void posted.splice(0),
    state: () => ({ posted }),
    routes: [
      writeRoute('POST', '/services/:team/:service/:key', (request) => {
        const { team, service, key } = request.params;
        if (`${team}/${service}/${key}` !== demoPath) return { status: 404, body: 'no_service' };
        const { text } = request.json() as { readonly text?: string };
        if (text === undefined || text === '') return { status: 400, body: 'no_text' };
        if (text === 'archived') return { status: 410, body: 'channel_is_archived' };
        posted.push(text);
        request.commit({ kind: 'message', key: text, id: String(posted.length) });
        return { status: 200, body: 'ok' };
      }),
    ],
  });
}
