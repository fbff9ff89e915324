import { formatMoney } from '../../../shared/lib/format-money';
import type { AttentionItem } from './attention-items';

/** Whether an item has the text in its title, its flow, a label, or its amount as it was sent or as it is shown. */
export function matchesSearch({ title, flowName, labels, amount, currency }: AttentionItem, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  const amounts = amount === null ? [] : [amount, formatMoney(amount, currency)];
  return [title, flowName, ...amounts, ...Object.values(labels)].some((text) => text.toLowerCase().includes(wanted));
}
