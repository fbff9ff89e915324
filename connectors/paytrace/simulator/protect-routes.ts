import { randomBytes } from 'node:crypto';
import { pageRoute, type SimulatorReply, type SimulatorRequest, type SimulatorRoute } from '@penstock/connector-sdk/simulator';
import type { ApiRoutes } from './api-route';
import { cardProblemTexts, checkCard } from './card-check';
import type { Gateway } from './gateway';
import { frameScript } from './protect-frame-script';
import { protectFrame } from './protect-frame';
import { protectScript } from './protect-script';

/** How long a client key opens the card fields; the real figure is not on record (assumed). */
const clientKeyLifeMs = 3_600_000;

/**
 * The hosted card fields: a server asks for a client key, the page loads the script, the script shows a frame of this
 * origin. A card number is typed into the frame, comes here, is judged and forgotten; the page gets a one-time token.
 */
export function protectRoutes(gateway: Gateway, api: ApiRoutes): readonly SimulatorRoute[] {
  const tokenize = (request: SimulatorRequest): SimulatorReply => {
    const entry = request.form();
    const until = gateway.store.clientKeys.get(entry.client_key ?? '') ?? 0;
    if (until < gateway.clock.now()) return unknownClientKey;

    const { card, problems } = checkCard({
      number: entry.number ?? '',
      expirationMonth: (entry.expiry ?? '').split('/')[0]?.trim() ?? '',
      expirationYear: `20${(entry.expiry ?? '').split('/')[1]?.trim().slice(-2) ?? ''}`,
      csc: entry.csc ?? '',
    });
    if (problems.length > 0) {
      const errors = problems.map((number) => ({ responseCode: number, description: cardProblemTexts[number] }));
      return { status: 422, headers: noStore, body: { errors } };
    }
    const token = `hpf_${randomBytes(24).toString('hex')}`;
    gateway.remember(request, 'card-token', { token, card });
    return { status: 200, headers: noStore, body: { hpf_token: token, enc_key: randomBytes(32).toString('base64url') } };
  };
  return [
    api.read('payment_fields/token/create', ({ request }) => {
      const clientKey = randomBytes(24).toString('hex');
      gateway.remember(request, 'client-key', { key: clientKey, until: gateway.clock.now() + clientKeyLifeMs });
      return { status: 200, body: { clientKey } };
    }),
    pageRoute('GET', '/js/protect.min.js', () => ({ status: 200, headers: scriptType, body: protectScript })),
    pageRoute('GET', '/protect/frame.js', () => ({ status: 200, headers: scriptType, body: frameScript })),
    pageRoute('GET', '/protect/frame', () => ({ status: 200, headers: frameHeaders, body: protectFrame })),
    pageRoute('POST', '/protect/token', tokenize),
  ];
}

const noStore = { 'cache-control': 'no-store' };
const unknownClientKey: SimulatorReply = {
  status: 401,
  headers: noStore,
  body: { errors: [{ responseCode: '998', description: 'The card form is no longer valid. Load the page again.' }] },
};
const scriptType = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' };

const frameHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; form-action 'none'",
  'referrer-policy': 'no-referrer',
  ...noStore,
};
