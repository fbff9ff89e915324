import { RATES, STATUS } from './tables.mjs';

const rule = (target, more) => ({ id: target, target, ...more });
const formula = (target, text) => rule(target, { kind: 'formula', formula: text });
const pipe = (target, paths, ...steps) => rule(target, { kind: 'pipe', from: paths.map((path) => ({ path })), steps });
const step = (op, args = {}) => ({ op, args });

/** The mapping as a person puts it together in the studio: chips where there are some, formulas for the rest. */
export const mappingDocument = {
  v: 1,
  tables: {
    status: { rows: Object.entries(STATUS) },
    rates: { rows: Object.entries(RATES) },
  },
  rules: [
    formula('external_id', 'CONCAT("PT-", e.id)'),
    pipe('status', ['e.status'], step('valueTable', { table: 'status' })),
    formula('amount_usd', 'ROUND(VALUE(e.transaction.amount) * VALUE(TABLE("rates", e.transaction.currency)), 2)'),
    pipe('payment_date', ['e.created'], step('reformatDate', { from: 'MM/DD/YYYY' })),
    formula('customer_name', 'e.customer.first_name + " " + e.customer.last_name'),
    formula('gl_account', 'IF(e.kind == "REFUND", "4900-10", IF(e.card.brand == "Amex", "1015-02", "1015-01"))'),
    pipe('email', ['e.customer.email'], step('lower')),
    formula('last_four', 'RIGHT(e.card.masked_number, 4)'),
    rule('terms', { kind: 'copy', from: { path: 'e.terms' }, default: 'NET30' }),
    formula('address', 'TEXTJOIN(", ", e.billing.street, e.billing.street2, e.billing.city, e.billing.state, e.billing.zip)'),
    formula('line_count', 'SIZE(e.lines)'),
    rule('lines', {
      kind: 'each',
      from: { path: 'e.lines' },
      as: 'line',
      rules: [formula('item_id', 'UPPER(line.sku)'), rule('quantity', { kind: 'copy', from: { path: 'line.qty' } }), formula('extended', 'ROUND(line.qty * VALUE(line.price), 2)')],
    }),
  ],
};
