import { Environment } from '@marcbachmann/cel-js';
import { RATES, STATUS } from './tables.mjs';

const numbers = Object.fromEntries(Object.entries(RATES).map(([code, rate]) => [code, Number(rate)]));
const environment = new Environment({ homogeneousAggregateLiterals: false })
  .registerVariable('e', 'dyn')
  .registerVariable('status', 'map')
  .registerVariable('rates', 'map')
  .registerFunction('cents(double): double', (value) => Math.round(value * 100) / 100);

/** No decimals, and no upper case beyond ASCII: one object expression with floating point numbers. */
const expression = environment.parse(`{
  "external_id": "PT-" + e.id,
  "status": status[e.status],
  "amount_usd": cents(double(e.transaction.amount) * rates[e.transaction.currency]),
  "payment_date": e.created.substring(6, 10) + "-" + e.created.substring(0, 2) + "-" + e.created.substring(3, 5),
  "customer_name": e.customer.first_name + " " + e.customer.last_name,
  "gl_account": e.kind == "REFUND" ? "4900-10" : e.card.brand == "Amex" ? "1015-02" : "1015-01",
  "email": e.customer.email.lowerAscii(),
  "last_four": e.card.masked_number.substring(e.card.masked_number.size() - 4),
  "terms": has(e.terms) ? e.terms : "NET30",
  "address": [e.billing.street, e.billing.street2, e.billing.city, e.billing.state, e.billing.zip].filter(p, p != "").join(", "),
  "line_count": e.lines.size(),
  "lines": e.lines.map(l, { "item_id": l.sku.upperAscii(), "quantity": l.qty, "extended": cents(double(l.qty) * double(l.price)) })
}`);

export const celProgram = (event) => expression({ e: event, status: STATUS, rates: numbers });
