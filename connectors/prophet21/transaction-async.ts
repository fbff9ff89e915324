import { ConnectorFailure } from '@penstock/connector-sdk';
import { parseJson, type Json, type JsonObject } from '@penstock/kernel';
import { objectOf, textOf } from './answer';
import { callP21, type P21Context } from './api';
import { bodyOf, passedOrThrow, transactionUrl } from './transaction';

/**
 * `POST transaction/async`: P21 queues the transaction and works on two at a time. There is no cancelling, and success
 * and failure look alike from outside: what happened stands in `Messages`, the synchronous answer as text.
 */

/** Milliseconds before each look, then the last one again and again. */
const LOOK_AFTER_MS = [500, 1_000, 2_000, 4_000, 8_000];
/** After this long the look-up takes over; P21 may still be at it. */
export const LONGEST_WAIT_MS = 120_000;

/** @throws ConnectorFailure unless the transaction ended as passed. */
export async function postTransactionAsync(context: P21Context, request: JsonObject): Promise<JsonObject> {
  const url = await transactionUrl(context, '/async');
  const accepted = objectOf(
    await callP21(context, { kind: 'write', method: 'POST', url, ...bodyOf(context, request) }),
  );
  const id = textOf(accepted['RequestId']);
  if (id === '') throw unclear('Prophet 21 took the transaction without naming its request.');
  return waitForEnd(context, `${url}?id=${encodeURIComponent(id)}`, accepted);
}

async function waitForEnd(context: P21Context, url: string, accepted: JsonObject): Promise<JsonObject> {
  let state = accepted;
  let waitedMs = 0;
  for (let look = 0; !hasEnded(state); look += 1) {
    const delayMs = LOOK_AFTER_MS[Math.min(look, LOOK_AFTER_MS.length - 1)] ?? LONGEST_WAIT_MS;
    if (!context.pause || waitedMs + delayMs > LONGEST_WAIT_MS) {
      throw unclear('Prophet 21 is still working on the transaction.');
    }
    await context.pause(delayMs);
    waitedMs += delayMs;
    state = await readState(context, url);
  }
  return passedOrThrow(endedAnswer(state));
}

/** The transaction is under way: not even a refused look may be told as a refusal of the transaction. */
async function readState(context: P21Context, url: string): Promise<JsonObject> {
  try {
    return objectOf(await callP21(context, { kind: 'read', method: 'GET', url }));
  } catch (error) {
    if (!(error instanceof ConnectorFailure)) throw error;
    // A look that failed for a passing reason is simply repeated.
    if (error.class === 'transient' || error.class === 'throttled') return {};
    throw unclear(`Prophet 21 did not say how the transaction ended. ${error.message}`);
  }
}

/** Numbers from 25.2 on, words before: 2 or `Complete`, `Failed`. */
function hasEnded(state: JsonObject): boolean {
  return ['2', 'complete', 'completed', 'failed'].includes(textOf(state['Status']).toLowerCase());
}

/** `Messages` is the synchronous answer as a JSON string; older builds put the object itself there. */
function endedAnswer({ Messages: messages = null }: JsonObject): Json {
  if (typeof messages !== 'string') return messages;
  try {
    return parseJson(messages);
  } catch {
    return { Messages: [messages] };
  }
}

const unclear = (said: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'ambiguous',
    code: 'P21_STILL_RUNNING',
    message: `${said} The posting may have been made; it is looked up before anything else.`,
  });
