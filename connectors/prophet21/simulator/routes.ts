import { setTimeout as pause } from 'node:timers/promises';
import {
  pageRoute,
  route,
  writeRoute,
  type SimulatorHandler,
  type SimulatorReply,
  type SimulatorRequest,
  type SimulatorRoute,
} from '@penstock/connector-sdk/simulator';
import type { Company } from './company';
import { consoleFragment, consolePage } from './console-page';
import { getCustomerEntity, ping, postExchangeRate } from './entity-api';
import { getAllJournals, getJournal, postJournal } from './general-ledger';
import { odataRoot, readODataTable } from './odata-api';
import { readServiceOrder } from './order-read';
import type { SessionTokens } from './session-tokens';
import { changeTraps, type TrapSwitches } from './simulator-traps';
import type { TransactionApi } from './transaction-api';
import { negotiated, xmlElement } from './xml-reply';

export interface RouteParts {
  readonly company: Company;
  readonly tokens: SessionTokens;
  readonly traps: TrapSwitches;
  readonly transactions: TransactionApi;
  readonly commands: SimulatorHandler;
}

const UI_SERVER = '/uiserver0';

/** Every address of the simulated middleware, UI server and OData service. */
export function simulatorRoutes(parts: RouteParts): readonly SimulatorRoute[] {
  return [
    ...tokenRoutes(parts),
    ...transactionRoutes(parts),
    ...restRoutes(parts),
    ...interactiveRoutes(parts),
    ...consoleRoutes(parts),
  ];
}

const unauthorized: SimulatorReply = {
  status: 401,
  body: { error: 'invalid_token', error_description: 'The access token is missing, expired or unknown.' },
};

const withToken =
  ({ tokens }: RouteParts, handler: SimulatorHandler): SimulatorHandler =>
  (request) =>
    tokens.isValid(request) ? handler(request) : unauthorized;

/** As the REST families and the UI server do: XML where the Accept header does not ask for JSON. OData never does that. */
const guarded = (parts: RouteParts, handler: SimulatorHandler): SimulatorHandler =>
  withToken(parts, async (request) => negotiated(await handler(request), request.headers['accept']));

/** A missing slash at the end: redirected, and most clients lose their Authorization header on the way. */
const redirectTo = (location: string): SimulatorReply => ({ status: 307, headers: { location }, body: '' });

function tokenRoutes(parts: RouteParts): readonly SimulatorRoute[] {
  const { tokens, traps } = parts;
  const slowly = (signIn: (request: SimulatorRequest) => SimulatorReply) => async (request: SimulatorRequest) => {
    await pause(traps.current.signInDelayMs);
    return signIn(request);
  };
  const router = (request: SimulatorRequest): SimulatorReply => {
    const url = traps.current.uiServerUrl ?? `http://${request.headers['host'] ?? 'localhost'}${UI_SERVER}`;
    if (!traps.current.xml) return { status: 200, body: { Url: url } };
    return { status: 200, headers: { 'content-type': 'application/xml' }, body: xmlElement('Url', url) };
  };
  return [
    route('POST', '/api/security/token', slowly(tokens.v1)),
    route('POST', '/api/security/token/v2', slowly(tokens.v2)),
    route('GET', '/api/ui/router/v1', () => redirectTo('/api/ui/router/v1/?urlType=external')),
    route('GET', '/api/ui/router/v1/', (request) => (tokens.isValid(request) ? router(request) : unauthorized)),
  ];
}

function transactionRoutes(parts: RouteParts): readonly SimulatorRoute[] {
  const { transactions, commands } = parts;
  const base = `${UI_SERVER}/api/v2`;
  return [
    writeRoute('POST', `${base}/transaction`, guarded(parts, transactions.post)),
    route('POST', `${base}/transaction/get`, guarded(parts, transactions.read)),
    writeRoute('POST', `${base}/transaction/async`, guarded(parts, transactions.postAsync)),
    route(
      'GET',
      `${base}/transaction/async`,
      guarded(parts, ({ query }) => transactions.asyncState(query['id'] ?? '')),
    ),
    writeRoute('POST', `${base}/commands`, guarded(parts, commands)),
    route('GET', `${base}/services`, guarded(parts, transactions.services)),
    route(
      'GET',
      `${base}/definition/:service`,
      guarded(parts, ({ params }) => transactions.definition(params['service'] ?? '')),
    ),
  ];
}

function restRoutes(parts: RouteParts): readonly SimulatorRoute[] {
  const { company } = parts;
  return [
    writeRoute(
      'POST',
      '/api/accounting/gl/',
      guarded(parts, (request) => postJournal(company, request)),
    ),
    route('POST', '/api/accounting/gl', () => redirectTo('/api/accounting/gl/')),
    route('GET', '/api/accounting/gl', () => redirectTo('/api/accounting/gl/')),
    route(
      'GET',
      '/api/accounting/gl/',
      guarded(parts, () => getAllJournals(company)),
    ),
    route(
      'GET',
      '/api/accounting/gl/ping',
      guarded(parts, () => ping),
    ),
    route(
      'GET',
      '/api/accounting/gl/:number',
      guarded(parts, ({ params }) => getJournal(company, params['number'] ?? '')),
    ),
    route('POST', '/api/accounting/exchangerates/', guarded(parts, postExchangeRate)),
    route(
      'GET',
      '/api/service/serviceorders/:order',
      guarded(parts, ({ params }) => readServiceOrder(company, params['order'] ?? '')),
    ),
    route(
      'GET',
      '/api/entity/customers/ping',
      guarded(parts, () => ping),
    ),
    route(
      'GET',
      '/api/entity/customers/:key',
      guarded(parts, ({ params }) => getCustomerEntity(company, params['key'] ?? '')),
    ),
    route(
      'GET',
      '/odataservice/odata/table/',
      withToken(parts, () => odataRoot),
    ),
    route(
      'GET',
      '/odataservice/odata/table/:name',
      withToken(parts, (request) => readODataTable(company, request)),
    ),
  ];
}

/** One window session per user; a second one, also a forgotten one, is a 409. */
function interactiveRoutes(parts: RouteParts): readonly SimulatorRoute[] {
  const path = `${UI_SERVER}/api/ui/interactive/sessions`;
  let isOpen = false;
  return [
    route(
      'POST',
      `${path}/`,
      guarded(parts, () => {
        if (isOpen) return { status: 409, body: { ErrorMessage: 'Session already exists.' } };
        isOpen = true;
        return { status: 200, body: { Id: '1', Properties: [{ Properties: { shortversion: '26.1' } }] } };
      }),
    ),
    route(
      'DELETE',
      path,
      guarded(parts, () => {
        isOpen = false;
        return { status: 200, body: {} };
      }),
    ),
  ];
}

function consoleRoutes({ company, tokens, traps }: RouteParts): readonly SimulatorRoute[] {
  const html = { 'content-type': 'text/html; charset=utf-8' };
  return [
    pageRoute('GET', '/', () => ({ status: 200, headers: html, body: consolePage(company) })),
    pageRoute('GET', '/__sim/console', () => ({ status: 200, headers: html, body: consoleFragment(company) })),
    pageRoute('POST', '/__sim/traps', (request) =>
      changeTraps(request, (change) => {
        if (change.refuseTokens) tokens.refuseAll();
        traps.change(change);
        return { status: 200, body: { ...traps.current } };
      }),
    ),
  ];
}
