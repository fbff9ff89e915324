import type { Concept } from './concept';

/** Orders, invoices, items and shipping. */
export const commerceConcepts: readonly Concept[] = [
  {
    id: 'order',
    group: 'entity',
    near: { 'purchase-order': 0.3, invoice: 0.25, cart: 0.5 },
    words: 'order | sales order | web order | so',
  },
  {
    id: 'purchase-order',
    group: 'entity',
    words: 'purchase order | po | customer po | customer purchase order | po reference | buyer order',
  },
  { id: 'cart', group: 'entity', words: 'cart | basket | checkout' },
  { id: 'quote', group: 'entity', words: 'quote | quotation | estimate | proposal' },
  { id: 'invoice', group: 'entity', near: { bill: 0.8, document: 0.4 }, words: 'invoice | inv' },
  { id: 'bill', group: 'entity', words: 'bill | vendor bill' },
  { id: 'credit-memo', group: 'entity', words: 'credit memo | credit note | memo credit' },
  { id: 'document', group: 'entity', words: 'document | doc' },
  {
    id: 'line',
    group: 'entity',
    near: { item: 0.3 },
    words: 'line | line item | order line | row | detail line | line items',
  },
  {
    id: 'item',
    group: 'entity',
    near: { variant: 0.5 },
    words:
      'item | product | article | material | part | goods | merchandise | stock item | inventory item | inventory | catalog item',
  },
  { id: 'variant', group: 'entity', words: 'variant | variation | option' },
  {
    id: 'category',
    kind: 'enum',
    words: 'category | product group | class | classification | segment | group',
    near: { type: 0.5 },
  },
  { id: 'brand', kind: 'enum', group: 'card', words: 'brand | make | manufacturer', near: { type: 0.3 } },
  {
    id: 'quantity',
    kind: 'quantity',
    words:
      'quantity | qty | order quantity | unit quantity | quantity ordered | ordered quantity | qty ordered | number of units',
    near: { count: 0.5 },
  },
  { id: 'count', kind: 'quantity', words: 'count | number of | total count' },
  {
    id: 'unit-of-measure',
    kind: 'enum',
    words:
      'uom | unit of measure | unit of measurement | measure unit | unit measure | measurement code | unit code | measurement unit | sales unit | basis of measurement',
  },
  { id: 'weight', kind: 'quantity', words: 'weight | grams | mass | weight grams' },
  { id: 'unit', group: 'level', words: 'unit | each | per unit | single', near: { extended: 0.05 } },
  {
    id: 'extended',
    group: 'level',
    near: { total: 0.75, subtotal: 0.6 },
    words: 'extended | extension | line total | row total | line amount | extended amount | line extension',
  },
  {
    id: 'price',
    kind: 'money',
    words: 'price | rate per unit | selling price | sale price',
    near: { amount: 0.55, cost: 0.6, rate: 0.4 },
  },
  { id: 'cost', kind: 'money', words: 'cost | purchase price', near: { amount: 0.4 } },
  {
    id: 'list-price',
    kind: 'money',
    words: 'list price | msrp | retail price | compare at price | original price | regular price',
    near: { price: 0.5 },
  },
  {
    id: 'ship-method',
    kind: 'enum',
    near: { method: 0.4 },
    words:
      'shipping method | ship via | delivery method | ship method | shipping service | carrier code | service level | shipping code | freight code | shipping title | carrier service | ship service | shipment method',
  },
  { id: 'shipment', group: 'entity', words: 'shipment | fulfillment | fulfilment | package | parcel' },
  {
    id: 'tracking',
    kind: 'id',
    words: 'tracking | tracking number | waybill | pro number | tracking code | air waybill',
  },
  { id: 'incoterms', kind: 'enum', words: 'incoterms | fob | fob point | trade terms' },
  {
    id: 'terms',
    kind: 'enum',
    words: 'terms | payment terms | terms of payment | term | net terms | terms code | credit terms',
  },
  {
    id: 'channel',
    kind: 'enum',
    words: 'channel | source channel | sales channel | created via',
    near: { source: 0.6 },
  },
  { id: 'source', kind: 'enum', words: 'source | origin | source name | lead source' },
  {
    id: 'coupon',
    kind: 'id',
    words: 'coupon | promo | promotion | voucher | discount code | coupon code | promo code',
  },
  { id: 'gift-card', group: 'entity', words: 'gift card | gift certificate | store credit' },
  { id: 'subscription', group: 'entity', words: 'subscription | recurrence | recurring | membership' },
  { id: 'refund', group: 'entity', near: { payment: 0.2 }, words: 'refund | return | rma | reversal' },
  { id: 'taxable', kind: 'flag', words: 'taxable | tax exempt | tax item | taxable flag | is taxable | taxed' },
  { id: 'campaign', group: 'entity', words: 'campaign | utm campaign' },
  { id: 'deal', group: 'entity', near: { opportunity: 0.9 }, words: 'deal' },
  { id: 'opportunity', group: 'entity', words: 'opportunity' },
  { id: 'ticket', group: 'entity', near: { case: 0.8 }, words: 'ticket | issue | incident' },
  { id: 'case', group: 'entity', words: 'case' },
  { id: 'project', group: 'entity', near: { job: 0.6 }, words: 'project' },
  { id: 'lot', group: 'entity', words: 'lot | serial | batch lot | lot number' },
  { id: 'barcode', kind: 'id', words: 'barcode | upc | ean | gtin | isbn | universal product code' },
];
