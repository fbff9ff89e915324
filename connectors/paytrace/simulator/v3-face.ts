import { route, writeRoute, type SimulatorReply, type SimulatorRequest, type SimulatorRoute } from '@penstock/connector-sdk/simulator';
import type { Json, JsonObject } from '@penstock/kernel';
import { isStopped, member, words, type ApiCall, type ApiRoutes } from './api-route';
import type { VaultCustomer } from './customer';
import type { Gateway } from './gateway';
import { firewallPage, oauthError } from './replies';
import type { Tokens } from './token-routes';

/** A call of API v3 on its way to being translated. */
export interface V3Call extends ApiCall {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Does what the v1 call of this path does and answers in the envelope of v3. */
  asV1(path: string, body: JsonObject): SimulatorReply;
}

export type V3Handler = (call: V3Call) => SimulatorReply;

export interface V3Face {
  read(method: 'GET' | 'POST', path: string, handler: V3Handler): SimulatorRoute;
  write(method: 'POST' | 'DELETE', path: string, handler: V3Handler): SimulatorRoute;
}

export interface V3Parts {
  readonly gateway: Gateway;
  readonly api: ApiRoutes;
  readonly tokens: Tokens;
}

/** What every v3 call goes through. Members of its answers that public material does not show are assumed. */
export function createV3Face({ gateway, api, tokens }: V3Parts): V3Face {
  const guarded = (handler: V3Handler) => (request: SimulatorRequest) => {
    if (isStopped(gateway, request)) return firewallPage;
    const user = tokens.userOf(request.headers.authorization);
    if (user === undefined) return oauthError('invalid_token');
    gateway.catchUp(request);
    const base: ApiCall = { request, user, gateway, body: member(request.json()) };
    const asV1 = (path: string, body: JsonObject) => envelope(api.handle(path, { ...base, body }));
    return handler({ ...base, params: request.params, query: request.query, asV1 });
  };
  return {
    read: (method, path, handler) => route(method, `/v3/${path}`, guarded(handler)),
    write: (method, path, handler) => writeRoute(method, `/v3/${path}`, guarded(handler)),
  };
}

export const data = (value: Json, status = 200): SimulatorReply => ({ status, body: { data: value } });

/** The documented status of refused bodies, with `data[].field` and `data[].detail` as a public client reads them. */
export const fieldErrors = (errors: Readonly<Record<string, string>>): SimulatorReply =>
  ({ status: 422, body: { data: Object.entries(errors).map(([field, detail]) => ({ field, detail })) } });

/** What a call about something unknown answers is not on record (assumed). */
export const notFound: SimulatorReply = { status: 404, body: { data: [] } };

/** Results, declines included, stand under `data` with the codes of v1; errors become fields. */
function envelope({ body }: SimulatorReply): SimulatorReply {
  const answer = member(body as Json);
  if (answer.errors === undefined) return data(answer);
  const listed = Object.entries(member(answer.errors)).map(([number, texts]) => [fieldOf[number] ?? `error_${number}`, words(Array.isArray(texts) ? (texts[0] as Json) : texts)] as const);
  return fieldErrors(Object.fromEntries(listed));
}

const fieldOf: Readonly<Record<string, string>> = {
  30: 'customer_id', 35: 'card.number', 43: 'card.expiration_month', 45: 'bank_account.account_number', 46: 'bank_account.routing_number',
  58: 'transaction_id', 148: 'csc', 171: 'customer_label', 779: 'card.number', 817: 'transaction_id', 818: 'transaction_id', 981: 'permission',
};

/** A required merchant: undefined when it is there. */
export function merchantProblem({ body }: V3Call): SimulatorReply | undefined {
  return /^\d{1,12}$/.test(words(body.merchant_id)) ? undefined : fieldErrors({ merchant_id: 'must be an integer' });
}

/** v3 numbers its customers; the merchant's own text is `customer_label`. */
export const customerOf = ({ store }: Gateway, number: string): VaultCustomer | undefined => [...store.customers.values()].find((customer) => String(customer.number) === number);
