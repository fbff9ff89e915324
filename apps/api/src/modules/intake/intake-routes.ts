import type { ServerResponse } from 'node:http';
import { findCardDataInText } from '@penstock/card-data-guard';
import type { IntakeReceipt } from '@penstock/contracts';
import type { EngineHost, IntakeOutcome } from '@penstock/engine-host';
import { parseJson, type RunId } from '@penstock/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { secureHeaders } from '../../platform/http/security-headers';
import { problemContentType, problemDocument } from '../../platform/problem/problem-document';
import { refusalFrom } from '../../platform/problem/refusal-from';
import { RequestError } from '../../platform/problem/request.errors';
import { announcedBytes, readDeliveryBody } from './delivery-body';
import { HeldDeliveries, SMALL_BYTES, type Reservation } from './held-deliveries';
import { IntakeError, refusalFromOutcome } from './intake.errors';

/**
 * The intake addresses, `POST /hooks/{environment}/{path}[/{channel}]`, and those of waiting steps, `POST /callbacks/…`. This is the path whose speed senders feel, so a
 * delivery is taken over before any hook of the framework runs: it is read from the socket, handed to the engine and
 * answered here (measured: half of the processor time of an intake was cookies, body parsers and reply hooks).
 *
 * N1. The body stays the bytes that came: signatures cover them, and the trigger chooses the parser, not the sender.
 * N2. A 2xx is sent only after the engine says that the event is committed.
 * N4. What is held at once is bounded: beyond it a sender is told to come again, and its body is not read.
 * N3. Answers are inert: no script of the platform's origin can come out of them (CSP sandbox, nosniff).
 */
export interface IntakeOptions {
  readonly host: EngineHost;
  readonly bodyLimitBytes: number;
  /** Of all deliveries that this process holds at once. */
  readonly heldLimitBytes: number;
  readonly log: Logger;
}

interface IntakeParams {
  readonly environment: string;
  readonly path: string;
  readonly channel?: string;
}

const inertHeaders = { 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'no-store' };

/** 202: durable, and worked on from here; 200: it was here before. */
const statusOf = { accepted: 202, unrouted: 202, duplicate: 200 } as const;

/** Must be called before anything else adds a hook: hooks run in the order in which they were added. */
export function registerIntakeRoutes(instance: FastifyInstance, options: IntakeOptions): void {
  const held = new HeldDeliveries(options.heldLimitBytes);
  instance.addHook('onRequest', (request, reply, next) => {
    const takes = request.is404 ? undefined : request.url.startsWith('/hooks/') ? takeDelivery : request.url.startsWith('/callbacks/') ? takeCallback : undefined;
    if (!takes) return next();
    reply.hijack();
    void answering(takes, request, { reply, options, held });
  });
  for (const url of ['/hooks/:environment/:path', '/hooks/:environment/:path/:channel', '/callbacks/:runId/:key/:proof']) instance.post(url, unreachable);
}

/** The routes stand for the addresses only: their requests never get as far as a handler. */
const unreachable = (): never => {
  throw new RequestError('ROUTE_NOT_FOUND', 'There is nothing at this address. Check the path and the method.');
};

interface Exchange {
  readonly reply: FastifyReply;
  readonly options: IntakeOptions;
  readonly held: HeldDeliveries;
}

interface Taking {
  readonly host: EngineHost;
  readonly respond: Respond;
  /** The body is not needed any more: others may have its room. */
  readonly release: () => void;
}
type Take = (request: FastifyRequest, body: string, taking: Taking) => Promise<void>;

async function answering(take: Take, request: FastifyRequest, { reply, options, held }: Exchange): Promise<void> {
  const respond = responder(request, reply.raw);
  const { bodyLimitBytes } = options;
  let room: Reservation | undefined;
  try {
    const refusal = take === takeDelivery ? options.host.intake.refusal() : undefined;
    if (refusal) throw refusalFromOutcome(refusal);
    const announced = announcedBytes(request.raw);
    let reserved = announced ?? Math.min(SMALL_BYTES, bodyLimitBytes);
    if (reserved <= bodyLimitBytes && !(room = held.reserve(reserved))) throw tooMany();
    const hasRoom = (bytes: number): boolean => bytes <= reserved || room?.resize((reserved = bodyLimitBytes)) === true;
    const body = await readDeliveryBody(request.raw, bodyLimitBytes, hasRoom);
    if (body.kind === 'gone') return;
    if (body.kind === 'no-room') throw tooMany();
    if (body.kind === 'too-large') throw refusalFrom({ statusCode: 413 });
    if (body.kind === 'too-slow') throw tooSlow();
    room?.resize(body.bytes);
    await take(request, body.text, { host: options.host, respond, release: () => room?.release() });
  } catch (error) {
    sendProblem(error, { request, respond, log: options.log });
  } finally {
    room?.release();
  }
}

const RETRY_AFTER_SECONDS = 2;
const tooSlow = (): IntakeError =>
  new IntakeError('INTAKE_BUSY', 'The delivery did not come in within ten seconds and was not accepted. Send it again.', { retryAfterSeconds: RETRY_AFTER_SECONDS });
const tooMany = (): IntakeError =>
  new IntakeError('INTAKE_BUSY', 'More is waiting to be stored than this installation holds at once. This delivery was not accepted; send it again.', { retryAfterSeconds: RETRY_AFTER_SECONDS });

const takeDelivery: Take = async (request, body, { host, respond, release }) => {
  const { environment, path, channel = '' } = request.params as IntakeParams;
  const outcome = await host.intake.receive({ environment, path, channel, headers: flatHeaders(request), body });
  release();
  const waitMs = preferredWaitMs(request);
  // Only after the commit: a sender that waits is promised no less than one that does not.
  const said = waitMs > 0 && outcome.outcome !== 'refused' ? await host.runs.responseTo(outcome.eventId, waitMs) : undefined;
  if (said) respond(said.status, { ...receiptHeaders, 'preference-applied': 'wait' }, said.body);
  else answer(outcome, respond);
};

/** `Prefer: wait=10` (RFC 7240): the sender wants the flow's own answer and waits so many seconds for it. */
const LONGEST_WAIT_SECONDS = 30;
function preferredWaitMs({ headers }: FastifyRequest): number {
  const preferred = /(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])/.exec(String(headers['prefer'] ?? ''));
  return Math.min(Number(preferred?.[1] ?? 0), LONGEST_WAIT_SECONDS) * 1_000;
}

/** The address is the proof; what it brings is data of a stranger. */
const takeCallback: Take = async (request, body, { host, respond }) => {
  const { runId, key, proof } = request.params as { readonly runId: string; readonly key: string; readonly proof: string };
  const text = body === '' ? 'null' : body;
  if (!isJson(text)) throw new IntakeError('CALLBACK_NOT_JSON', 'The body is not valid JSON. The run goes on waiting; call again.');
  if (findCardDataInText(text).length > 0) throw new IntakeError('CALLBACK_HAS_CARD_DATA', 'The body carries card data, which Penstock never takes. It was not kept; the run goes on waiting.');
  const outcome = isUuid(runId) ? await host.runs.takeCallback({ runId: runId as RunId, key, proof, body: text }) : 'not-found';
  if (outcome === 'not-found') throw new IntakeError('CALLBACK_UNKNOWN', 'Nobody waits at this address. Check that it is complete; the run may also have ended.');
  if (outcome === 'not-possible') throw new IntakeError('CALLBACK_ANSWERED', 'This address was called before, or its time is over. The first call counts; nothing was changed.');
  respond(202, receiptHeaders, JSON.stringify({ status: 'taken' }));
};

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return !text.includes('\u0000');
  } catch {
    return false;
  }
}

type Respond = (status: number, headers: Readonly<Record<string, string>>, body: string) => void;

const responder =
  (request: FastifyRequest, response: ServerResponse): Respond =>
  (status, headers, body) => {
    const length = String(Buffer.byteLength(body));
    response.writeHead(status, { ...secureHeaders(request), ...inertHeaders, ...headers, 'content-length': length }).end(body);
  };

const receiptHeaders = { 'content-type': 'application/json; charset=utf-8' };

function answer(outcome: IntakeOutcome, respond: Respond): void {
  if (outcome.outcome === 'refused') throw refusalFromOutcome(outcome);
  const receipt: IntakeReceipt = { eventId: outcome.eventId, status: outcome.outcome };
  respond(statusOf[outcome.outcome], receiptHeaders, JSON.stringify(receipt));
}

function flatHeaders({ headers }: FastifyRequest): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

interface Failed {
  readonly request: FastifyRequest;
  readonly respond: Respond;
  readonly log: Logger;
}

function sendProblem(error: unknown, { request, respond, log }: Failed): void {
  const refusal = refusalFrom(error);
  const problem = problemDocument(refusal, request.id);
  if (problem.code === 'INTERNAL_ERROR') log.error({ err: error, requestId: request.id }, 'a delivery could not be received');
  const { retryAfterSeconds } = refusal.details;
  const wait = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  respond(problem.status, { 'content-type': problemContentType, ...wait }, JSON.stringify(problem));
}
