import {
  createSimulatorServer,
  pageRoute,
  resetFact,
  type SimulatorRequest,
  type SimulatorServer,
  type SimulatorServerOptions,
} from '@penstock/connector-sdk/simulator';
import type { Json } from '@penstock/kernel';
import { htmlPage, table } from './html';

interface TakenMessage {
  readonly kind: string;
  /** ISO 8601 instant. */
  readonly takenAt: string;
  readonly body: Json;
}

const KEPT = 500;

/** Takes mails and alerts that would go out, and shows them. */
export function createAlertSink(memory: Pick<SimulatorServerOptions, 'statePath' | 'clock'> = {}): SimulatorServer {
  let messages: readonly TakenMessage[] = [];
  const keep = (message: TakenMessage) => {
    messages = [message, ...messages].slice(0, KEPT);
  };
  return createSimulatorServer({
    ...memory,
    name: 'alerts',
    reset: () => (messages = []),
    restore: ({ kind, data }) => (kind === resetFact ? (messages = []) : keep(data as TakenMessage)),
    state: () => ({ messages: messages as unknown as Json }),
    routes: ({ clock }) => {
      const take = (kind: string) => (request: SimulatorRequest) => {
        const message = { kind, takenAt: new Date(clock.now()).toISOString(), body: request.json() };
        request.remember({ kind, data: message });
        keep(message);
        return { status: 202, body: { taken: true } };
      };
      return [
        pageRoute('POST', '/mail', take('mail')),
        pageRoute('POST', '/alert', take('alert')),
        pageRoute('GET', '/', () => sinkPage(messages)),
      ];
    },
  });
}

function sinkPage(messages: readonly TakenMessage[]) {
  const rows = messages.map(({ kind, takenAt, body }) => [
    takenAt.replace('T', ' ').slice(0, 19),
    kind,
    JSON.stringify(body),
  ]);
  const empty = 'No mail and no alert so far. What Penstock would send out is caught here and goes nowhere else.';
  return htmlPage('Mail and alerts', [table({ heads: ['Time (UTC)', 'Kind', 'Message'], rows, empty })]);
}
