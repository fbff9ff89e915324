import { RATES, STATUS } from './tables.mjs';

/** Amounts as whole numbers with a scale, which is what exact money takes by hand. */
const parse = (text) => {
  const [whole, fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), scale: fraction.length };
};
const rates = Object.fromEntries(Object.entries(RATES).map(([code, rate]) => [code, parse(rate)]));

function cents({ units, scale }) {
  if (scale <= 2) return write(units * 10n ** BigInt(2 - scale));
  const unit = 10n ** BigInt(scale - 2);
  return write((units + unit / 2n) / unit);
}
const write = (units) => {
  const digits = units.toString().padStart(3, '0');
  return digits.slice(0, -2) + '.' + digits.slice(-2);
};
const times = (a, b) => ({ units: a.units * b.units, scale: a.scale + b.scale });

/** The same with exact amounts, written as texts of two digits. */
export function handwrittenExact(event) {
  const { transaction, customer, billing, card } = event;
  const [month, day, year] = event.created.split('/');
  return {
    external_id: 'PT-' + event.id,
    status: STATUS[event.status],
    amount_usd: cents(times(parse(transaction.amount), rates[transaction.currency])),
    payment_date: `${year}-${month}-${day}`,
    customer_name: customer.first_name + ' ' + customer.last_name,
    gl_account: event.kind === 'REFUND' ? '4900-10' : card.brand === 'Amex' ? '1015-02' : '1015-01',
    email: customer.email.toLowerCase(),
    last_four: card.masked_number.slice(-4),
    terms: event.terms || 'NET30',
    address: [billing.street, billing.street2, billing.city, billing.state, billing.zip].filter((part) => part !== '').join(', '),
    line_count: event.lines.length,
    lines: event.lines.map((line) => ({ item_id: line.sku.toUpperCase(), quantity: line.qty, extended: cents(times({ units: BigInt(line.qty), scale: 0 }, parse(line.price))) })),
  };
}
