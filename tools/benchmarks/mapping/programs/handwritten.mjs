import { RATES, STATUS } from './tables.mjs';

const rates = Object.fromEntries(Object.entries(RATES).map(([code, rate]) => [code, Number(rate)]));
const cents = (value) => Math.round(value * 100) / 100;

/** What a person writes for this one mapping, with floating point numbers. */
export function handwritten(event) {
  const { transaction, customer, billing, card } = event;
  const [month, day, year] = event.created.split('/');
  return {
    external_id: 'PT-' + event.id,
    status: STATUS[event.status],
    amount_usd: cents(Number(transaction.amount) * rates[transaction.currency]),
    payment_date: `${year}-${month}-${day}`,
    customer_name: customer.first_name + ' ' + customer.last_name,
    gl_account: event.kind === 'REFUND' ? '4900-10' : card.brand === 'Amex' ? '1015-02' : '1015-01',
    email: customer.email.toLowerCase(),
    last_four: card.masked_number.slice(-4),
    terms: event.terms || 'NET30',
    address: [billing.street, billing.street2, billing.city, billing.state, billing.zip].filter((part) => part !== '').join(', '),
    line_count: event.lines.length,
    lines: event.lines.map((line) => ({ item_id: line.sku.toUpperCase(), quantity: line.qty, extended: cents(line.qty * Number(line.price)) })),
  };
}
