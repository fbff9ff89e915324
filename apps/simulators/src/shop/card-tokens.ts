import { setTimeout as pause } from 'node:timers/promises';
import { demoCredentials } from '@penstock/connector-paytrace/simulator';
import { messageOf, PenstockError } from '@penstock/kernel';
import { systemClock } from '@penstock/connector-sdk/simulator';

export class GatewayAway extends PenstockError<'GATEWAY_AWAY'> {}

export interface CardTokens {
  readonly hpf_token: string;
  readonly enc_key: string;
}

export interface CardFields {
  /** Opens the card fields of one page view: asked for by the shop's server, never by the browser. */
  clientKey(): Promise<string>;
  /** One-time tokens as a customer's browser would get them from the card frame. */
  tokens(): Promise<CardTokens>;
}

/** A published number of the Visa sandbox; the orders of `/__sim/place` are paid with it. */
const SANDBOX_CARD = { number: '4012000098765439', expiry: '12/30', csc: '999' };
/** Client keys live an hour at the gateway (assumed there); one of ten minutes is safe. */
const KEY_LIFE_MS = 600_000;
/** With the faults of a crash test (a tenth of all calls) one in 10¹¹ calls is given up. */
const TRIES = 12;
const PAUSE_MS = 30;

/** The shop's side of PayTrace's card fields. The gateway's faults hit the shop as well: it asks again. */
export function createCardFields(payTraceUrl: string): CardFields {
  let kept: { readonly key: string; readonly until: number } | undefined;
  const clientKey = async (): Promise<string> => {
    if (kept && kept.until > systemClock.now()) return kept.key;
    const { access_token: token = '' } = await insist(`${payTraceUrl}/oauth/token`, {
      body: new URLSearchParams({
        grant_type: 'password',
        username: demoCredentials.username,
        password: demoCredentials.password,
      }),
    });
    const { clientKey: key = '' } = await insist(`${payTraceUrl}/v1/payment_fields/token/create`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ integrator_id: demoCredentials.integratorId }),
    });
    kept = { key, until: systemClock.now() + KEY_LIFE_MS };
    return key;
  };
  const tokens = async (): Promise<CardTokens> => {
    const body = new URLSearchParams({ client_key: await clientKey(), ...SANDBOX_CARD });
    const { hpf_token: hpf = '', enc_key: enc = '' } = await insist(`${payTraceUrl}/protect/token`, { body });
    return { hpf_token: hpf, enc_key: enc };
  };
  return {
    clientKey,
    tokens: () =>
      tokens().catch(() => {
        // The gateway was reset: it no longer knows the key.
        kept = undefined;
        return tokens();
      }),
  };
}

interface Call {
  readonly body: string | URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
}

async function insist(url: string, call: Call): Promise<Readonly<Record<string, string>>> {
  let last = '';
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (tried > 0) await pause(PAUSE_MS);
    try {
      const answer = await fetch(url, { method: 'POST', ...call });
      const text = await answer.text();
      if (answer.ok) return JSON.parse(text) as Record<string, string>;
      last = `it answered ${answer.status}`;
      if (answer.status === 401) break;
    } catch (error) {
      last = messageOf(error);
    }
  }
  throw new GatewayAway(
    'GATEWAY_AWAY',
    `The payment gateway does not serve the shop (${last}). No card was charged; try again in a moment.`,
  );
}
