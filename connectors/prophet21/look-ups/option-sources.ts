import { defineOptions, offsetOf, type Option, type OptionSource, type OptionsContext, type OptionsPage } from '@penstock/connector-sdk';
import { idOf, textOf } from '../answer';
import { readPage } from '../odata';
import type { Prophet21Settings } from '../settings';
import { queryOf, type LookUp } from './look-up';
import { lookUps } from './tables';

const PAGE_SIZE = 50;

/** A table as a source of choices: one page of rows per page of choices. */
function ofTable(lookUp: LookUp): OptionSource {
  return defineOptions<Prophet21Settings>({
    title: lookUp.title,
    ...(lookUp.narrowedBy && { narrowedBy: Object.keys(lookUp.narrowedBy) }),
    async load(context, { search, cursor, depends }) {
      const skip = offsetOf(cursor);
      const rows = await readPage(context, queryOf(context, lookUp, { search, depends }), { top: PAGE_SIZE, skip });
      return pageOf(rows.map((row) => lookUp.option(row)), { skip, isFull: rows.length === PAGE_SIZE });
    },
  });
}

const pageOf = (options: readonly Option[], { skip, isFull }: { readonly skip: number; readonly isFull: boolean }): OptionsPage => ({
  options,
  ...(isFull && { nextCursor: String(skip + PAGE_SIZE) }),
});

/** More than any company keeps open. */
const MOST_PERIODS = 200;

const openPeriods = (context: OptionsContext<Prophet21Settings>, search: string | undefined, depends: Readonly<Record<string, string>> = {}) =>
  readPage(context, queryOf(context, { ...lookUps['open-period'], narrowedBy: { yearForPeriod: { column: 'year_for_period', type: 'number' } } }, { search, depends }), { top: MOST_PERIODS });

/** Period and year are two fields of a posting; the year shortens the list of periods. */
const periodNumbers = defineOptions<Prophet21Settings>({
  title: 'Open periods',
  narrowedBy: ['yearForPeriod'],
  async load(context, { search, depends }) {
    const rows = await openPeriods(context, search, depends);
    return { options: rows.map((row) => ({ ...lookUps['open-period'].option(row), value: idOf(row['period']) })) };
  },
});

const openYears = defineOptions<Prophet21Settings>({
  title: 'Years with open periods',
  async load(context, { search }) {
    const rows = await openPeriods(context, search);
    const firstOfYear = new Map<string, string>();
    for (const row of rows) {
      const year = idOf(row['year_for_period']);
      if (!firstOfYear.has(year)) firstOfYear.set(year, textOf(row['beginning_date']).slice(0, 10));
    }
    return { options: [...firstOfYear].map(([year, from]) => ({ value: year, label: year, detail: `open from ${from}` })) };
  },
});

export const optionSources: Readonly<Record<string, OptionSource>> = {
  companies: ofTable(lookUps.company),
  customers: ofTable(lookUps.customer),
  'open-invoices': ofTable(lookUps['open-invoice']),
  orders: ofTable(lookUps.order),
  receipts: ofTable(lookUps.receipt),
  'open-periods': periodNumbers,
  'open-years': openYears,
  accounts: ofTable(lookUps.account),
  'payment-types': ofTable(lookUps['payment-type']),
  banks: ofTable(lookUps.bank),
  items: ofTable(lookUps.item),
  locations: ofTable(lookUps.location),
  terms: ofTable(lookUps.terms),
};
