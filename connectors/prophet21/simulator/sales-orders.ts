import type { Json } from '@penstock/kernel';
import type { SimulatorReply, SimulatorRequest } from '@penstock/connector-sdk/simulator';
import { demoCompanyId, type Company } from './company';
import { saveOrder } from './order-window';
import { restError } from './rest-envelope';
import { members, type Members, type WindowElement, WindowRefusal } from './transaction-set';

/** `POST /api/sales/orders/`: orders through the import engine, whose refusals are XML inside a JSON message. */

export function postSalesOrder(company: Company, request: SimulatorRequest): SimulatorReply {
  const order = members(request.json());
  try {
    if (order['CompanyId'] !== demoCompanyId) throw new WindowRefusal('Company ID is not valid.');
    const saved = saveOrder(company, windowElements(order));
    if (saved.effect) request.commit(saved.effect);
    company.store.apply(saved.changes);
    // What the real one answers is not published; a client has to look the order up.
    return { status: 200, body: { ...order, OrderNo: saved.effect?.id ?? null } };
  } catch (error) {
    if (error instanceof WindowRefusal) return importRefusal(error.message);
    throw error;
  }
}

function windowElements(order: Members): readonly WindowElement[] {
  const text = (name: string): string => String(order[name] ?? '');
  const lines = members(order['Lines'])['list'];
  const header = new Map([
    ['customer_id', text('CustomerId')],
    ['sales_loc_id', text('LocationId')],
    ['source_loc_id', text('SourceLocId')],
    ['ship_to_id', text('ShipToId')],
    ['po_no', text('PoNo')],
    ['taker', text('Taker')],
    ['quote', text('Quote') === 'Y' ? 'ON' : 'OFF'],
  ]);
  const rows = (Array.isArray(lines) ? (lines as readonly Json[]) : []).map(
    (line, index) =>
      new Map([
        ['user_line_no', String(index + 1)],
        ['oe_order_item_id', String(members(line)['ItemId'] ?? '')],
        ['unit_quantity', String(members(line)['UnitQuantity'] ?? '')],
        ['unit_price', String(members(line)['UnitPrice'] ?? '')],
      ]),
  );
  return [
    { name: 'TABPAGE_1.order', keys: [], rows: [header] },
    { name: 'TP_ITEMS.items', keys: ['user_line_no'], rows },
  ];
}

function importRefusal(message: string): SimulatorReply {
  const xml = `<ImportReturn type="CREATE"><ImportMessage severity="error">${message}</ImportMessage></ImportReturn>`;
  return restError(
    500,
    `${xml} (Return value: -8 , Import is ok but some records failed)`,
    'P21.Business.Common.BusinessException',
  );
}
