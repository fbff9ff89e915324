import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AskedOfAi {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly model: string;
  readonly system: string;
  /** What the question is about, as it was sent. */
  readonly material: unknown;
  readonly text: string;
}

/** How the next questions are answered. */
export type AiAnswer =
  | { readonly json: unknown }
  | { readonly text: string }
  | { readonly body: string }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'silence';

/** A server that answers like an OpenAI-compatible API, with whatever the test wants the model to say. */
export interface AiServer {
  readonly address: string;
  readonly asked: AskedOfAi[];
  answer: AiAnswer | ((asked: AskedOfAi) => AiAnswer);
  close(): Promise<void>;
}

interface ChatBody {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

export async function startAiServer(): Promise<AiServer> {
  const asked: AskedOfAi[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const { model, messages } = JSON.parse(text) as ChatBody;
      const [system, user] = ['system', 'user'].map((role) => messages.find((message) => message.role === role)?.content ?? '');
      const one = { path: request.url ?? '', authorization: request.headers.authorization, model, system: system ?? '', material: JSON.parse(user ?? 'null') as unknown, text };
      asked.push(one);
      const answer = typeof ai.answer === 'function' ? ai.answer(one) : ai.answer;
      if (answer === 'silence') return;
      if ('status' in answer) return void response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
      response.writeHead(200, { 'content-type': 'application/json' }).end('body' in answer ? answer.body : completionOf(model, answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ai: AiServer = { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked, answer: { json: {} }, close: () => closed(server) };
  return ai;
}

function completionOf(model: string, answer: { readonly json: unknown } | { readonly text: string }): string {
  const content = 'json' in answer ? JSON.stringify(answer.json) : answer.text;
  return JSON.stringify({ model, choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }] });
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
