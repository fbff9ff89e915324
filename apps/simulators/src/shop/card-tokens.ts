import { demoCredentials } from '@penstock/connector-paytrace/simulator';
import { PenstockError } from '@penstock/kernel';

export class GatewayRefused extends PenstockError<'GATEWAY_REFUSED'> {}

/** A published test number of the Visa sandbox; orders that automation places are paid with it. */
const SANDBOX_CARD = { number: '4012000098765439', expiry: '12/30', csc: '999' };
/** Client keys live an hour; one for ten minutes is safe. */
const KEY_LIFE_MS = 600_000;
const TRIES = 5;

let cached: { readonly key: string; readonly until: number } | undefined;

/** Opens the card fields of one page view: asked for by the shop's server, never by the browser. */
export async function fetchClientKey(payTrace: string): Promise<string> {
  if (cached && cached.until > Date.now()) return cached.key;
  const { access_token: token } = await call(`${payTrace}/oauth/token`, {
    body: new URLSearchParams({ grant_type: 'password', username: demoCredentials.username, password: demoCredentials.password }),
  });
  const { clientKey } = await call(`${payTrace}/v1/payment_fields/token/create`, {
    headers: { authorization: `Bearer ${token ?? ''}`, 'content-type': 'application/json' },
    body: JSON.stringify({ integrator_id: demoCredentials.integratorId }),
  });
  cached = { key: clientKey ?? '', until: Date.now() + KEY_LIFE_MS };
  return cached.key;
}

/** One-time tokens as a customer's browser would get them from the card frame. */
export async function fetchCardTokens(payTrace: string) {
  const body = () => fetchClientKey(payTrace).then((key) => new URLSearchParams({ client_key: key, ...SANDBOX_CARD }));
  const { hpf_token: hpf = '', enc_key: enc = '' } = await call(`${payTrace}/protect/token`, { body: await body() });
  return { hpf_token: hpf, enc_key: enc };
}

/** The gateway's faults hit the shop as well: a customer would press the button again. */
async function call(url: string, request: { readonly body: string | URLSearchParams; readonly headers?: Record<string, string> }): Promise<Record<string, string>> {
  let last = '';
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      const answer = await fetch(url, { method: 'POST', ...request });
      last = await answer.text();
      if (answer.ok) return JSON.parse(last) as Record<string, string>;
    } catch (error) {
      last = String(error);
    }
  }
  throw new GatewayRefused('GATEWAY_REFUSED', `The payment gateway did not answer the shop: ${last.slice(0, 200)}`);
}
