import { demoCustomers } from '@penstock/connector-prophet21/simulator';
import { invariant, type Random } from '@penstock/kernel';
import { catalog, type OrderRequest } from './order';

const MOST_LINES = 3;
const MOST_PIECES = 5;

/** Goods and a customer by chance, as `/__sim/place` needs them. */
export function randomOrder(random: Random): Pick<OrderRequest, 'customerId' | 'lines'> {
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[Math.floor(random.next() * choices.length)];
    invariant(choice, 'there is something to choose from');
    return choice;
  };
  const skus = new Set(Array.from({ length: 1 + Math.floor(random.next() * MOST_LINES) }, () => pick(catalog).sku));
  return {
    customerId: String(pick(demoCustomers).id),
    lines: [...skus].map((sku) => ({ sku, quantity: 1 + Math.floor(random.next() * MOST_PIECES) })),
  };
}
