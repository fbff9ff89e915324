import { stringifyJson } from '@penstock/kernel';
import { orderEvent, priceOrder, type OrderRequest } from './order';

const request: OrderRequest = {
  customerId: '100204',
  lines: [
    { sku: 'VLV-BALL-050', quantity: 3 },
    { sku: 'CU-TUBE-075', quantity: 2 },
  ],
  hpf_token: 'hpf_one',
  enc_key: 'key_one',
};

describe('the event of a placed order', () => {
  test('carries exact amounts with two places', () => {
    const priced = priceOrder(request);

    const event = orderEvent({ id: 'WEB-1', placedAt: '2026-11-23T10:00:00.000Z', priced: priced!, tokens: request });

    expect(stringifyJson(event)).toBe(
      '{"type":"order.placed","timestamp":"2026-11-23T10:00:00.000Z","order":{"id":"WEB-1","placed_at":"2026-11-23T10:00:00.000Z",' +
        '"currency":"USD","total":98.50,"customer":{"erp_id":"100204","first_name":"Devin","last_name":"Amato","company":"Larkspur Plumbing","email":"devin@larkspurplumbing.example"},' +
        '"ship_to":{"name":"Larkspur Plumbing","address1":"402 Mill Street","city":"Reading","state":"PA","zip":"19601","country":"US"},' +
        '"lines":[{"line":1,"sku":"VLV-BALL-050","description":"Ball valve brass 1/2 in","quantity":3,"unit_price":9.60,"amount":28.80},' +
        '{"line":2,"sku":"CU-TUBE-075","description":"Copper tube type L 3/4 in x 10 ft","quantity":2,"unit_price":34.85,"amount":69.70}],' +
        '"payment":{"hpf_token":"hpf_one","enc_key":"key_one"}}}',
    );
  });
});

describe('an order for what the ERP does not know', () => {
  test.each([
    ['an unknown customer', { ...request, customerId: '999999' }],
    ['an unknown item', { ...request, lines: [{ sku: 'NO-SUCH-ITEM', quantity: 1 }] }],
    ['an item of recorded samples', { ...request, lines: [{ sku: 'WIDGET-001', quantity: 1 }] }],
  ])('has no price: %s', (_, unknown) => {
    expect(priceOrder(unknown)).toBeUndefined();
  });
});
