import type { ServerResponse } from 'node:http';
import { assertNever, stringifyJson, type Json } from '@penstock/kernel';
import type { FaultAfter, FaultBefore, SimulatorFaults } from './faults';
import type { SimulatorReply, SimulatorRequest } from './routes';

/** A published test number: it must never show up in what a connector says. */
export const echoedCardNumber = '4111111111111111';

const webPage = '<!DOCTYPE html><html><head><title>Please wait</title></head><body><h1>Checking your browser</h1></body></html>';

/** What is answered instead of doing anything. */
export function refusalInstead(
  fault: Exclude<FaultBefore, 'none' | 'reset' | 'late-commit'>,
  request: Pick<SimulatorRequest, 'headers' | 'bodyText'>,
  { throttleSeconds }: Pick<SimulatorFaults, 'throttleSeconds'>,
): SimulatorReply {
  switch (fault) {
    case 'unavailable':
      return { status: 503, body: 'Service Unavailable' };
    case 'throttled':
      return { status: 429, headers: { 'retry-after': String(throttleSeconds) }, body: { error: 'too many requests' } };
    case 'echo':
      return { status: 400, body: echoOf(request) };
    default:
      return assertNever(fault);
  }
}

/** Errors of real systems quote what they were sent; every usual place of an error text is filled. */
function echoOf({ headers, bodyText }: Pick<SimulatorRequest, 'headers' | 'bodyText'>): Json {
  const text = `Card ${echoedCardNumber} refused. Headers ${JSON.stringify(headers)}. Body ${bodyText}`;
  return { message: text, error: { message: text }, errors: { '1': [text] }, status_message: text, ErrorMessage: text };
}

/** The answer is lost or spoiled on its way back; what was asked is done. */
export function spoilAnswer(outgoing: ServerResponse, fault: Exclude<FaultAfter, 'none'>, reply: SimulatorReply): void {
  switch (fault) {
    case 'drop-answer':
      return cut(outgoing);
    case 'hang':
      return;
    case 'error-500':
      return send(outgoing, { status: 500, body: 'Internal Server Error' });
    case 'html-answer':
      return send(outgoing, { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: webPage });
    case 'truncated-answer':
      return send(outgoing, { ...reply, body: firstHalf(textOf(reply)) });
    case 'slow-answer':
      return sendHalf(outgoing, reply);
    default:
      return assertNever(fault);
  }
}

export function send(outgoing: ServerResponse, reply: SimulatorReply): void {
  const text = textOf(reply);
  outgoing.writeHead(reply.status, headersOf(reply, text));
  outgoing.end(text);
}

export const cut = (outgoing: ServerResponse): void => {
  outgoing.destroy();
};

function sendHalf(outgoing: ServerResponse, reply: SimulatorReply): void {
  const text = textOf(reply);
  outgoing.writeHead(reply.status, headersOf(reply, text));
  outgoing.write(firstHalf(text));
}

function headersOf({ body, headers = {} }: SimulatorReply, text: string): Record<string, string> {
  const isText = body === undefined || typeof body === 'string';
  return {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  };
}

const textOf = ({ body = '' }: SimulatorReply): string => (typeof body === 'string' ? body : stringifyJson(body as Json));

const firstHalf = (text: string): string => text.slice(0, Math.max(1, Math.floor(text.length / 2)));
