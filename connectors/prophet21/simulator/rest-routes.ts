import { route, writeRoute, type SimulatorRoute } from '@penstock/connector-sdk/simulator';
import { createEntity, getEntity, listEntities, ping, postExchangeRate, updateEntity } from './entity-api';
import { getAllJournals, getJournal, postJournal } from './general-ledger';
import { odataRoot, readODataTable, readODataView } from './odata-api';
import { readServiceOrder } from './order-read';
import { guarded, redirectTo, withToken, type RouteParts } from './route-guards';
import { postSalesOrder } from './sales-orders';
import { readErpView } from './views-v3';

/** The REST families under `/api`. */
export function restRoutes(parts: RouteParts): readonly SimulatorRoute[] {
  return [...ledgerRoutes(parts), ...entityRoutes(parts)];
}

function ledgerRoutes(parts: RouteParts): readonly SimulatorRoute[] {
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
  ];
}

function entityRoutes(parts: RouteParts): readonly SimulatorRoute[] {
  const { company } = parts;
  return [
    route('GET', '/api/entity/:type', ({ params }) => redirectTo(`/api/entity/${params['type'] ?? ''}/`)),
    route(
      'GET',
      '/api/entity/:type/',
      guarded(parts, (request) => listEntities(company, request)),
    ),
    route(
      'GET',
      '/api/entity/:type/:key',
      guarded(parts, (request) => getEntity(company, request)),
    ),
    writeRoute(
      'POST',
      '/api/entity/:type',
      guarded(parts, (request) => createEntity(company, request)),
    ),
    writeRoute(
      'PUT',
      '/api/entity/:type/:key',
      guarded(parts, (request) => updateEntity(company, request)),
    ),
    writeRoute(
      'POST',
      '/api/sales/orders/',
      guarded(parts, (request) => postSalesOrder(company, request)),
    ),
    route(
      'GET',
      '/api/sales/orders/:order',
      guarded(parts, ({ params }) => readServiceOrder(company, params['order'] ?? '')),
    ),
  ];
}

/** OData never answers XML, and lies on the middleware host, not on the UI server. */
export function odataRoutes(parts: RouteParts): readonly SimulatorRoute[] {
  const { company, traps } = parts;
  return [
    route(
      'GET',
      '/odataservice/odata/table/',
      withToken(parts, () => odataRoot),
    ),
    route(
      'GET',
      '/odataservice/odata/table/:name',
      withToken(parts, (request) => readODataTable(company, request, traps.current)),
    ),
    route(
      'GET',
      '/odataservice/odata/view/:name',
      withToken(parts, (request) => readODataView(company, request)),
    ),
    route(
      'GET',
      '/data/erp/views/v1/:view',
      withToken(parts, (request) => readErpView(company, request)),
    ),
  ];
}
