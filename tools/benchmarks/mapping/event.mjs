/** A payment notification of about 1.8 kB, as JSON text: what a webhook brings. */
export const eventText = JSON.stringify({
  id: 'txn_400000117',
  kind: 'SALE',
  status: 'Approved',
  created: '11/23/2026',
  transaction: { amount: '1249.90', currency: 'EUR', terminal: 'online', approval_code: 'A81K2P', reference: 'PT-REF-99120117' },
  card: { brand: 'Visa', masked_number: '411111******5439', expires: '09/28' },
  customer: { first_name: 'Nora', last_name: 'Whitlock', company: 'Harbor Mechanical', email: 'Nora.Whitlock@Harbor.Example', phone: '+1 410 555 0117', erp_id: '100198' },
  billing: { street: '18 Dock Road', street2: '', city: 'Baltimore', state: 'MD', zip: '21230', country: 'US' },
  shipping: { street: '400 Key Highway', street2: 'Gate 3', city: 'Baltimore', state: 'MD', zip: '21230', country: 'US' },
  lines: [
    { sku: 'pmp-1077', description: 'Circulating pump, cast iron, 1.5 in', qty: 2, price: '419.95', category: 'product' },
    { sku: 'gsk-0031', description: 'Flange gasket set', qty: 10, price: '12.50', category: 'product' },
    { sku: 'srv-inst', description: 'Installation, two hours', qty: 1, price: '285.00', category: 'service' },
  ],
  notes: 'Paid on the customer portal; the receipt went to accounts payable. '.repeat(6).trim(),
});
