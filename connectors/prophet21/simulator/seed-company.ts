import { audit, type Company } from './company';
import { customers } from './seed-catalog';
import { customerRows } from './seed-customers';
import { history } from './seed-history';
import { invoiceRows, periodRows } from './seed-invoices';
import { books, catalogue, menu } from './seed-setup';
import { tableShapes } from './table-columns';
import type { SeedRow } from './table-store';

/** Hollander Supply Co., an invented distributor of pipes and fittings, as it stands before the first order of the day. */
export function seedCompany(company: Company): void {
  const rows = [
    ...books(),
    ...catalogue(),
    ...menu(),
    ...customers.flatMap(customerRows),
    ...customers.flatMap((customer, index) => invoiceRows(company, customer, index)),
    ...periodRows(company),
    ...history(company),
  ];
  company.store.apply({ insert: rows.map((row) => complete(company, row)), update: [] });
}

/** What every row of a table carries: audit columns and, on older tables, `delete_flag`. */
function complete({ clock }: Company, [table, row]: SeedRow): SeedRow {
  const flags = 'delete_flag' in tableShapes[table].columns ? { delete_flag: 'N' } : {};
  return [table, { ...flags, ...audit(clock), ...row }];
}
