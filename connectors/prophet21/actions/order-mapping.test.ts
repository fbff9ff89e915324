import recorded from '../fixtures/order-credit-card-template.json';
import upsert from '../fixtures/transaction-order-line-upsert.json';
import { prophet21Settings } from '../settings';
import { orderFromRow, orderToTransaction } from './order-mapping';
import { orderInput } from './order-shape';

const settings = prophet21Settings.parse({
  baseUrl: 'https://p21.example',
  username: 'api_user',
  companyId: 'ACME',
  defaultLocationId: '100',
  taker: 'JSMITH',
});
const defaults = { settings, today: '2026-09-12' };
const order = orderInput.parse({
  poNo: 'WEB-1001',
  customerId: 100198,
  orderDate: '2026-09-12',
  lines: [
    { itemId: 'widget-001', quantity: 9 },
    { itemId: 'WIDGET-001', quantity: '2.5' },
  ],
  remittance: {
    paymentTypeId: 4,
    amount: '10.00',
    reference: '105321',
    card: {
      authorizedNumber: 'TAS679',
      retrievalReference: '105321',
      accountToken: 'cust-77',
      maskedNumber: '************6781',
      expirationDate: '2028-12-31',
    },
  },
});

interface Element {
  readonly Name: string;
  readonly Keys: readonly string[];
  readonly Rows: readonly { readonly Edits: readonly { readonly Name: string; readonly Value: string }[] }[];
}
const elementsOf = (request: unknown): readonly Element[] =>
  (request as { Transactions: { DataElements: Element[] }[] }).Transactions[0]?.DataElements ?? [];
const editsOf = (request: unknown, name: string, row = 0) =>
  Object.fromEntries(
    (elementsOf(request).find((element) => element.Name === name)?.Rows[row]?.Edits ?? []).map(({ Name, Value }) => [
      Name,
      Value,
    ]),
  );

describe('an order on its way to P21', () => {
  test('puts remittance and card answer last', () => {
    const names = elementsOf(orderToTransaction(order, defaults)).map(({ Name }) => Name);

    expect(names).toEqual(elementsOf(recorded.request.body).map(({ Name }) => Name));
  });

  test('types the header customer first', () => {
    expect(editsOf(orderToTransaction(order, defaults), 'TABPAGE_1.order')).toEqual({
      customer_id: '100198',
      sales_loc_id: '100',
      source_loc_id: '100',
      ship_to_id: '100198',
      po_no: 'WEB-1001',
      taker: 'JSMITH',
      order_date: '09/12/2026',
    });
  });

  test('never sends the disabled company', () => {
    expect(JSON.stringify(orderToTransaction(order, defaults))).not.toContain('company_id');
  });

  test('numbers lines and makes the number their key', () => {
    const request = orderToTransaction(order, defaults);

    const items = elementsOf(request).find(({ Name }) => Name === 'TP_ITEMS.items');
    expect(items?.Keys).toEqual(upsert.request.body.fragment_of_DataElements.Keys);
    expect(editsOf(request, 'TP_ITEMS.items', 0)).toEqual({
      user_line_no: '010',
      oe_order_item_id: 'WIDGET-001',
      unit_quantity: '9',
    });
    expect(editsOf(request, 'TP_ITEMS.items', 1)).toEqual({
      user_line_no: '020',
      oe_order_item_id: 'WIDGET-001',
      unit_quantity: '2.5',
    });
  });

  test('hands over the payment and its authorisation', () => {
    const request = orderToTransaction(order, defaults);

    expect(editsOf(request, 'TP_REMITTANCES.remittances')).toEqual({
      payment_type_id: '4',
      payment_amount: '10.00',
      payment_desc: '105321',
      payment_date: '09/12/2026',
    });
    expect(editsOf(request, 'TP_CCTRANSACTIONRESPONSE.cctransactionresponse')).toEqual({
      auth_amount: '10.00',
      cc_authorized_number: 'TAS679',
      cc_authorized_date: '09/12/2026',
      retrieval_ref_number: '105321',
      payment_account_id: 'cust-77',
      cc_number: '************6781',
      cc_expiration_date: '12/31/2028',
    });
  });

  test('refuses a price that no field can take', () => {
    const priced = orderInput.parse({ ...order, lines: [{ itemId: 'WIDGET-001', quantity: 1, unitPrice: '0.99' }] });

    expect(() => orderToTransaction(priced, defaults)).toThrow('does not say which field takes it');
  });

  test('refuses a card number that is not masked', () => {
    const parsed = orderInput.safeParse({
      ...order,
      remittance: { ...order.remittance, card: { maskedNumber: '4111111111111111' } },
    });

    expect(parsed.success).toBe(false);
  });
});

test('an order row becomes the action output', () => {
  expect(orderFromRow({ order_no: '1013938', po_no: 'WEB-1001 ', customer_id: 100198, company_id: 'ACME' })).toEqual({
    orderNo: '1013938',
    poNo: 'WEB-1001',
    customerId: '100198',
    companyId: 'ACME',
  });
});
