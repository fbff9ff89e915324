import { createHmac } from 'node:crypto';

/** Every second payment is of this one; the others have a customer each. */
const BIG_CUSTOMER = 100_198;

/** A payment notification of about 1.2 kB, unique by its number, as both programs receive it. */
export function benchEvent(prefix, number) {
  return JSON.stringify({
    type: 'payment.approved',
    payment: {
      id: `${prefix}-${number}`,
      transaction_id: 400_000_000 + number,
      amount: ((number % 90_000) / 100 + 1).toFixed(2),
      currency: 'USD',
      status: 'Approved',
      type: number % 3 === 0 ? 'service' : 'product',
      created: '11/23/2026',
      card: { brand: 'Visa', last_four: '5439' },
      customer: {
        first_name: 'Nora',
        last_name: 'Whitlock',
        company: 'Harbor Mechanical',
        erp_id: String(number % 2 === 0 ? BIG_CUSTOMER : 200_000 + number),
        email: 'nora@harbor.example',
      },
      billing: { street: '18 Dock Road', city: 'Baltimore', state: 'MD', zip: '21230', country: 'US' },
      notes: 'Paid on the customer portal; the receipt went to accounts payable. '.repeat(6),
    },
  });
}

/** Standard Webhooks headers of a delivery. */
export function signedHeaders(secret, id, body) {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}
