import { otherCompanyId, type Company } from './company';
import { periodRows } from './seed-invoices';
import { money, type SeedRow } from './table-store';

const OTHER_COMPANY_NAME = 'Hollander Supply West';

/** A sister company with a few customers, so that a query without the company is seen to be wrong. */
export function otherCompany(company: Company): readonly SeedRow[] {
  return [
    ['company', { company_id: otherCompanyId, company_name: OTHER_COMPANY_NAME, address_id: 2, home_currency_id: 1 }],
    ...['Alpine Boiler Works', 'Desert Rose Spas', 'Pacific Crest Farms'].map(customerOf),
    // Its books are closed: the same period is open in one company and closed in the other.
    ...periodRows(company).map(([table, row]): SeedRow => [
      table,
      { ...row, company_no: otherCompanyId, period_closed: 'Y' },
    ]),
  ];
}

const customerOf = (name: string, index: number): SeedRow => [
  'customer',
  {
    customer_id: 300_101 + index * 7,
    company_id: otherCompanyId,
    customer_name: name,
    customer_id_string: String(300_101 + index * 7),
    terms_id: '30',
    credit_status: 'GOOD',
    credit_limit: money(10_000),
    credit_limit_used: money(0),
    currency_id: 1,
    taxable_flag: 'Y',
    ar_account_no: '12100010',
    legacy_id: null,
  },
];
