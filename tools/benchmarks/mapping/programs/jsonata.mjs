import jsonata from 'jsonata';
import { RATES, STATUS } from './tables.mjs';

const numbers = Object.fromEntries(Object.entries(RATES).map(([code, rate]) => [code, Number(rate)]));
const expression = jsonata(`(
  $status := ${JSON.stringify(STATUS)};
  $rates := ${JSON.stringify(numbers)};
  {
    "external_id": "PT-" & id,
    "status": $lookup($status, $.status),
    "amount_usd": $round($number(transaction.amount) * $lookup($rates, transaction.currency), 2),
    "payment_date": $substring(created, 6, 4) & "-" & $substring(created, 0, 2) & "-" & $substring(created, 3, 2),
    "customer_name": customer.first_name & " " & customer.last_name,
    "gl_account": kind = "REFUND" ? "4900-10" : card.brand = "Amex" ? "1015-02" : "1015-01",
    "email": $lowercase(customer.email),
    "last_four": $substring(card.masked_number, -4),
    "terms": terms ? terms : "NET30",
    "address": $join([billing.street, billing.street2, billing.city, billing.state, billing.zip][$ != ""], ", "),
    "line_count": $count(lines),
    "lines": lines.{ "item_id": $uppercase(sku), "quantity": qty, "extended": $round(qty * $number(price), 2) }
  }
)`);

export const jsonataProgram = (event) => expression.evaluate(event);
