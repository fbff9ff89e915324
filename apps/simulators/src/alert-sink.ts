import { createSimulatorServer, pageRoute, type SimulatorServer } from '@penstock/connector-sdk/simulator';
import type { Json } from '@penstock/kernel';
import { htmlPage, table } from './html';

/** Takes mails and alerts that would go out, and shows them. */
export function createAlertSink(): SimulatorServer {
  let messages: { readonly kind: string; readonly body: Json }[] = [];
  const take = (kind: string) =>
    pageRoute('POST', `/${kind}`, (request) => {
      messages = [{ kind, body: request.json() }, ...messages].slice(0, 500);
      return { status: 202, body: { taken: true } };
    });
  const page = pageRoute('GET', '/', () =>
    htmlPage('Mail and alerts', [
      table(
        ['Kind', 'Message'],
        messages.map(({ kind, body }) => [kind, JSON.stringify(body)]),
      ),
    ]),
  );
  return createSimulatorServer({
    name: 'alerts',
    routes: [take('mail'), take('alert'), page],
    reset: () => (messages = []),
    state: () => ({ messages: messages as unknown as Json }),
  });
}
