import { audit, serverTime, type Company } from './company';
import { customers } from './seed-catalog';
import { customerRows } from './seed-customers';
import { bulkRows } from './seed-bulk';
import { firstDocuments } from './seed-history';
import { otherCompany } from './seed-other-company';
import { invoiceRows, periodRows } from './seed-invoices';
import { books, catalogue, menu } from './seed-setup';
import { tableShapes } from './table-columns';
import type { SeedRow } from './table-store';

/** `full`: 500 customers, 2,000 items, 5,000 invoices and a year of trade. `short`: a dozen customers and a few documents. */
export type CompanyHistory = 'full' | 'short';

/** Hollander Supply Co., an invented distributor of pipes and fittings, as it stands before the first order of the day. */
export function seedCompany(company: Company, history: CompanyHistory): void {
  const today = serverTime(company.clock).slice(0, 10);
  const rows = [
    // First, so that the documents of the day stay the newest ones.
    ...(history === 'full' ? bulkRows(today) : []),
    ...books(),
    ...catalogue(),
    ...menu(),
    ...customers.flatMap(customerRows),
    ...customers.flatMap((customer, index) => invoiceRows(company, customer, index)),
    ...periodRows(company),
    ...firstDocuments(company),
    ...otherCompany(company),
  ];
  company.store.apply({ insert: rows.map((row) => complete(company, row)), update: [] });
}

/** What every row of a table carries: audit columns and, on older tables, `delete_flag`. */
function complete({ clock }: Company, [table, row]: SeedRow): SeedRow {
  const flags = 'delete_flag' in tableShapes[table].columns ? { delete_flag: 'N' } : {};
  return [table, { ...flags, ...audit(clock), ...row }];
}
