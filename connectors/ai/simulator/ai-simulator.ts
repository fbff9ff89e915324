import { createSimulatorServer, route, type SimulatorReply, type SimulatorRequest, type SimulatorServer } from '@penstock/connector-sdk/simulator';
import { Decimal } from '@penstock/kernel';

export const demoApiKey = 'demo-ai-key-3b1c';

interface ChatBody {
  readonly model: string;
  readonly messages: readonly { readonly content: string }[];
  readonly response_format?: { readonly type: string };
}

/** A model that repeats the last message; `quota` and `empty` as a message show how an endpoint refuses. */
export function createAiSimulator(): SimulatorServer {
  return createSimulatorServer({
    name: 'ai',
    reset: () => undefined,
    state: () => ({}),
    routes: [
      route('GET', '/v1/models', signedIn(() => ({ status: 200, body: { object: 'list', data: [{ id: 'parrot' }] } }))),
      route('POST', '/v1/chat/completions', signedIn(chat)),
      route('POST', '/v1/embeddings', signedIn(embeddings)),
    ],
  });
}

const signedIn =
  (handler: (request: SimulatorRequest) => SimulatorReply) =>
  (request: SimulatorRequest): SimulatorReply =>
    request.headers['authorization'] === `Bearer ${demoApiKey}` ? handler(request) : refused(401, 'invalid_api_key', 'Incorrect API key provided.');

function chat(request: SimulatorRequest): SimulatorReply {
  const { model, messages, response_format: format } = request.json() as unknown as ChatBody;
  const last = messages.at(-1)?.content ?? '';
  if (last === 'quota') return refused(429, 'insufficient_quota', 'You exceeded your current quota.');
  if (last === 'empty') return { status: 200, body: { model, choices: [] } };
  const content = format?.type === 'json_object' && last !== 'prose' ? JSON.stringify({ said: last }) : last;
  return { status: 200, body: { model, choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }], usage: { prompt_tokens: 3, completion_tokens: 2 } } };
}

/** Out of order on purpose: the index says which text a vector belongs to. */
function embeddings(request: SimulatorRequest): SimulatorReply {
  const { model, input } = request.json() as unknown as { readonly model: string; readonly input: readonly string[] };
  const data = input.map((text, index) => ({ object: 'embedding', index, embedding: [text.length, Decimal.from('0.1234567890123456789')] }));
  return { status: 200, body: { model, data: data.reverse() } };
}

const refused = (status: number, code: string, message: string): SimulatorReply => ({ status, body: { error: { code, type: code, message } } });
