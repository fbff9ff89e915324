import type { Json, JsonObject } from '@penstock/kernel';
import { isObject, text } from '../answers';

/** The rows of an answer: `data` itself, or a list of this name in it or beside it; undefined when there is none. */
export function listOfV3(answer: JsonObject, name: string): readonly Json[] | undefined {
  const { data } = answer;
  const places = [data, isObject(data) ? data[name] : undefined, answer[name]];
  const list = places.find((place) => Array.isArray(place));
  return (list ?? (isObject(data) ? [data] : undefined)) as readonly Json[] | undefined;
}

/**
 * A transaction of v3 in the member names of v1, which the record reader knows. The spelling of v3 is not on public
 * record: these are the names that a public client tries, and v1's own. A row that hides its approval is never taken
 * for declined.
 */
export function recordOfV3(row: Json): Json {
  if (!isObject(row)) return row;
  const card = firstObject(row.credit_card, row.card);
  return {
    ...row,
    transaction_id: pick(row, ['transaction_id', 'id']),
    amount: pick(row, ['amount', 'settle_amount', 'requested_amount', 'amount_due']),
    invoice_id: pick(row, ['invoice_id', 'invoice_number']),
    customer_id: pick(row, ['customer_label', 'customer_id']),
    status_message: pick(row, ['status_message', 'status', 'response_message']),
    created: isObject(row.created) ? row.created : { at: pick(row, ['created_at', 'created']) },
    credit_card: card ? { masked_number: pick(card, ['masked_number', 'number']) } : { masked_number: pick(row, ['masked_card_number', 'card_masked']) },
    ...(row.approval_code === undefined && { has_approval: false }),
  };
}

const firstObject = (...values: readonly (Json | undefined)[]): JsonObject | undefined => values.find((value) => isObject(value));

/** The first of these members that says anything. */
function pick(row: JsonObject, names: readonly string[]): Json {
  return names.map((name) => row[name]).find((value) => text(value) !== '') ?? '';
}
