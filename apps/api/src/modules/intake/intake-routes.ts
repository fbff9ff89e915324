import type { IntakeReceipt } from '@penstock/contracts';
import type { EngineHost, IntakeOutcome } from '@penstock/engine-host';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { problemContentType, problemDocument } from '../../platform/problem/problem-document';
import { refusalFrom } from '../../platform/problem/refusal-from';
import { refusalFromOutcome } from './intake.errors';

/**
 * The intake addresses, `POST /hooks/{environment}/{path}[/{channel}]`, as plain routes: nothing of the framework
 * stands between the socket and the engine, because this is the path whose speed senders feel.
 *
 * N1. The body stays the bytes that came: signatures cover them, and the trigger chooses the parser, not the sender.
 * N2. A 2xx is sent only after the engine says that the event is committed.
 * N3. Answers are inert: no script of the platform's origin can come out of them (CSP sandbox, nosniff).
 */
export interface IntakeOptions {
  readonly host: EngineHost;
  readonly bodyLimitBytes: number;
  readonly log: Logger;
}

interface IntakeParams {
  readonly environment: string;
  readonly path: string;
  readonly channel?: string;
}

type IntakeRequest = FastifyRequest<{ Params: IntakeParams; Body: string | undefined }>;

const inertHeaders = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

/** 202: durable, and worked on from here; 200: it was here before. */
const statusOf = { accepted: 202, unrouted: 202, duplicate: 200 } as const;

export async function registerIntakeRoutes(instance: FastifyInstance, options: IntakeOptions): Promise<void> {
  await instance.register((scope, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: options.bodyLimitBytes }, (_request, body, parsed) => parsed(null, body));
    scope.addHook('onRequest', (_request, reply, next) => {
      void reply.headers(inertHeaders);
      next();
    });
    scope.setErrorHandler((error, request, reply) => sendProblem(error, { request, reply, log: options.log }));
    const receive = receiver(options.host);
    scope.post('/hooks/:environment/:path', receive);
    scope.post('/hooks/:environment/:path/:channel', receive);
    done();
  });
}

const receiver = (host: EngineHost) => async (request: IntakeRequest, reply: FastifyReply) => {
  const { environment, path, channel = '' } = request.params;
  const headers = flatHeaders(request);
  const outcome = await host.intake.receive({ environment, path, channel, headers, body: request.body ?? '' });
  return answer(outcome, reply);
};

function answer(outcome: IntakeOutcome, reply: FastifyReply): FastifyReply {
  if (outcome.outcome === 'refused') throw refusalFromOutcome(outcome);
  const receipt: IntakeReceipt = { eventId: outcome.eventId, status: outcome.outcome };
  return reply.status(statusOf[outcome.outcome]).send(receipt);
}

function flatHeaders({ headers }: FastifyRequest): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly log: Logger;
}

function sendProblem(error: unknown, { request, reply, log }: Exchange): void {
  const refusal = refusalFrom(error);
  const problem = problemDocument(refusal, request.id);
  if (problem.code === 'INTERNAL_ERROR') log.error({ err: error, requestId: request.id }, 'a delivery could not be received');
  const { retryAfterSeconds } = refusal.details;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  void reply.status(problem.status).header('content-type', problemContentType).send(JSON.stringify(problem));
}
