import { setTimeout as pause } from 'node:timers/promises';
import {
  pageRoute,
  route,
  writeRoute,
  type SimulatorReply,
  type SimulatorRequest,
  type SimulatorRoute,
} from '@penstock/connector-sdk/simulator';
import { consoleFragment, consolePage } from './console-page';
import { interactiveRoutes } from './interactive-routes';
import { printPdf } from './pdf-report';
import { odataRoutes, restRoutes } from './rest-routes';
import { guarded, redirectTo, UI_SERVER, unauthorized, type RouteParts } from './route-guards';
import { changeTraps } from './simulator-traps';
import { xmlElement } from './xml-reply';

/** Every address of the simulated middleware, UI server and OData service. */
export function simulatorRoutes(parts: RouteParts): readonly SimulatorRoute[] {
  return [
    ...tokenRoutes(parts),
    ...transactionRoutes(parts),
    ...restRoutes(parts),
    ...odataRoutes(parts),
    ...interactiveRoutes(parts),
    ...consoleRoutes(parts),
  ];
}

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
    writeRoute('POST', `${base}/transaction/async/callback`, guarded(parts, transactions.postAsyncWithCallback)),
    route(
      'GET',
      `${base}/transaction/async`,
      guarded(parts, ({ query }) => transactions.asyncState(query['id'] ?? '')),
    ),
    route(
      'POST',
      `${base}/process/pdfreport`,
      guarded(parts, (request) => printPdf(parts.company, request)),
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
