import { ConnectorFailure, type FailureDetails } from '@penstock/connector-sdk';
import { findCardDataInText } from '@penstock/card-data-guard';
import { paytrace } from '../index';
import { everyAction, everyCall, settingsOf } from './every-action';
import { replay, type ReplayAnswer } from './replay';

const isWrite = (action: string) => paytrace.actions.find(({ id }) => id === action)?.contract.class !== 'R';
const writes = everyCall.filter(({ action }) => isWrite(action));
const reads = everyCall.filter(({ action }) => !isWrite(action));

async function failureOf({ action, api, input }: (typeof everyCall)[number], answer: ReplayAnswer): Promise<FailureDetails | undefined> {
  try {
    await replay(answer, settingsOf(api)).bench.run(action, input);
    return undefined;
  } catch (error) {
    if (error instanceof ConnectorFailure) return error.details;
    throw error;
  }
}

test('every action has an example', () => {
  expect(paytrace.actions.map(({ id }) => id).filter((id) => everyAction[id] === undefined)).toEqual([]);
});

/** Whatever says nothing certain about a write must lead to the look-up, never to "refused" and never to "done". */
const untold: readonly (readonly [string, ReplayAnswer])[] = [
  ['500', { status: 500, body: 'Internal Server Error' }],
  ['502 with a page', { status: 502, body: '<html><body>Bad Gateway</body></html>' }],
  ['503 that claims success', { status: 503, body: { success: true, response_code: 101, transaction_id: 1 } }],
  ['truncated JSON', { body: '{"success":true,"respo' }],
  ['a page with 200', { body: '<!DOCTYPE html><html></html>' }],
  ['a list', { body: [] }],
  ['a number', { body: '101' }],
  ['binary waste', { body: '\u0000\u0001\ufffd' }],
];

describe.each(untold)('after %s', (_name, answer) => {
  test.each(writes)('$action of $api is in doubt', async (call) => {
    expect((await failureOf(call, answer))?.class).toBe('ambiguous');
  });

  test.each(reads)('$action of $api may be read again', async (call) => {
    expect(['transient', 'not-sent']).toContain((await failureOf(call, answer))?.class);
  });
});

describe.each(everyCall)('$action of $api', (call) => {
  test('waits when it is asked to', async () => {
    expect(await failureOf(call, { status: 429, headers: { 'retry-after': '7' }, body: '' })).toMatchObject({ class: 'throttled', retryAfterMs: 7_000 });
  });

  test('did nothing behind the firewall and under a refused sign-in', async () => {
    expect(await failureOf(call, { status: 403, body: '<html>Request Rejected</html>' })).toMatchObject({ class: 'not-sent', code: 'PAYTRACE_FIREWALL' });
    expect(await failureOf(call, { status: 401, body: { error: 'invalid_token' } })).toMatchObject({ class: 'auth' });
  });

  test('repeats no card data that an answer holds', async () => {
    const echo = 'Card 4012000098765439 with code 999 was refused';
    const answer = { status: 422, body: { success: false, response_code: 1, errors: { 35: [echo] }, data: [{ field: 'card', detail: echo }] } };
    const failure = await failureOf(call, answer);

    expect(findCardDataInText(JSON.stringify(failure ?? {}))).toEqual([]);
  });
});

test.each([102, 103, 107, 110, 113, 125])('code %s is no success of any write', async (code) => {
  for (const call of writes) {
    const failure = await failureOf(call, { body: { success: true, response_code: code, transaction_id: 1, data: { response_code: code, status: 'success', transaction_id: 1 } } });
    expect([call.api, call.action, failure?.class]).toEqual([call.api, call.action, 'business']);
  }
});
