import { seededRandom } from '@penstock/kernel';
import type { SeedCustomer } from './seed-catalog';
import { customers, items } from './seed-catalog';
import { bulkDocuments } from './seed-bulk-documents';
import { bulkLedger } from './seed-bulk-ledger';
import { addressOf, catalogueItem, companyName, personName } from './seed-words';
import { customerRows } from './seed-customers';
import { money, type SeedRow } from './table-store';

/** How large the company is, the hand-written part of it included. */
export const companySize = { customers: 500, items: 2_000, invoices: 5_000 } as const;

const SEED = 20_260_912;
const FIRST_CUSTOMER = 101_000;

/**
 * The rest of a company of ordinary size. The same day gives the same rows, and they are made once a process: tests and
 * benchmarks start many simulators.
 */
export function bulkRows(today: string): readonly SeedRow[] {
  const known = byDay.get(today);
  if (known) return known;
  const rows = makeRows(today);
  byDay.clear();
  byDay.set(today, rows);
  return rows;
}

const byDay = new Map<string, readonly SeedRow[]>();

function makeRows(today: string): readonly SeedRow[] {
  const random = seededRandom(SEED);
  const more = Array.from({ length: companySize.customers - customers.length }, (_, index): SeedCustomer => {
    const { firstName, lastName } = personName(random);
    return {
      id: FIRST_CUSTOMER + index * 7,
      name: companyName(index),
      terms: random.next() < 0.2 ? '15' : '30',
      contact: `${firstName} ${lastName}`,
      ...addressOf(random),
    };
  });
  const founded = `${Number(today.slice(0, 4)) - 2}${today.slice(4)}T08:00:00.000`;
  const dated = (rows: readonly SeedRow[]) =>
    rows.map(([table, row]): SeedRow => [table, { ...row, date_created: founded, date_last_modified: founded }]);
  return [
    ...dated(more.flatMap(customerRows)),
    ...dated(moreItems()),
    ...bulkDocuments({
      today,
      random,
      customers: [...customers, ...more],
      count: companySize.invoices - customers.length * 2,
    }),
    ...bulkLedger({ today, random }),
  ];
}

const moreItems = (): readonly SeedRow[] =>
  Array.from({ length: companySize.items - items.length }, (_, index): SeedRow => {
    const { id, description, unit, priceCents } = catalogueItem(index);
    const row = { inv_mast_uid: 5001 + index, item_id: id, item_desc: description, base_unit: unit, inactive: 'N' };
    return ['inv_mast', { ...row, price1: money(priceCents / 100) }];
  });
