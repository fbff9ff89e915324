import { demoCompanyId, demoCompanyName } from './company';
import { chartOfAccounts, items } from './seed-catalog';
import { money, type SeedRow } from './table-store';
import { serviceNames } from './window-definitions';

const windowTitles: Readonly<Record<string, string>> = {
  Order: 'Order Entry',
  SimCashReceipts: 'Cash Receipts (placeholder of the simulator)',
  SimArMemos: 'AR Credit/Debit Memo (placeholder of the simulator)',
  SimBankDeposits: 'Bank Deposits (placeholder of the simulator)',
  ReverseARPayment: 'Reverse AR Payment',
  ItemNotepad: 'Item Notepad',
  TimeEntry: 'Time Entry',
};
const serviceKeys: Readonly<Record<string, string>> = {
  Order: 'order_no',
  SimCashReceipts: 'receipt_number',
  SimArMemos: 'invoice_no',
  SimBankDeposits: 'deposit_number',
  ReverseARPayment: 'receipt_no',
};

const paymentTypes = [
  [1, 'CA', 'Cash'],
  [2, 'CK', 'Check'],
  [4, 'CC', 'Credit card'],
  [5, 'EF', 'ACH'],
] as const;

const banks = [
  [1, 'Operating account', '11120010'],
  [2, 'Card clearing', '11150010'],
] as const;

const locations = [
  [100, 'Baltimore warehouse'],
  [200, 'Reading branch'],
] as const;

const terms = [
  ['15', 'Net 15 days', 15],
  ['30', 'Net 30 days', 30],
] as const;

/** Company, locations, terms, accounts, payment types and banks. */
export function books(): readonly SeedRow[] {
  return [
    [
      'company',
      {
        company_id: demoCompanyId,
        company_name: demoCompanyName,
        address_id: 1,
        home_currency_id: 1,
      },
    ],
    ...locations.map(([id, name]): SeedRow => [
      'location',
      { company_id: demoCompanyId, location_id: id, location_name: name, default_branch_id: String(id) },
    ]),
    ...terms.map(([id, desc, days]): SeedRow => [
      'terms',
      { terms_id: id, terms_desc: desc, net_days: days, discount_pct: money(0) },
    ]),
    ...chartOfAccounts.map(([account, desc, type]): SeedRow => [
      'chart_of_accts',
      {
        account_no: account,
        company_no: demoCompanyId,
        account_desc: desc,
        account_type: type,
        branch_id: '100',
      },
    ]),
    ...paymentTypes.map(([id, method, desc]): SeedRow => [
      'payment_types',
      {
        payment_type_id: id,
        company_id: demoCompanyId,
        payment_method_id: method,
        payment_type_desc: desc,
        account_number: null,
      },
    ]),
    ...banks.map(([bankNo, name, account]): SeedRow => [
      'bank_accounts',
      {
        company_no: demoCompanyId,
        bank_no: bankNo,
        bank_name: name,
        gl_account_no: account,
        currency_id: 1,
        balance: money(0),
        active: 'Y',
      },
    ]),
  ];
}

const vendor = (id: number, name: string) => ({
  vendor_id: id,
  company_id: demoCompanyId,
  vendor_name: name,
  default_terms_id: '30',
  currency_id: 1,
  ap_account_no: '22100010',
  legacy_id: null,
});

export function catalogue(): readonly SeedRow[] {
  return [
    ...items.map(([itemId, desc, unit, price], index): SeedRow => [
      'inv_mast',
      {
        inv_mast_uid: 4001 + index,
        item_id: itemId,
        item_desc: desc,
        base_unit: unit,
        price1: money(price),
        inactive: 'N',
      },
    ]),
    ['vendor', vendor(22026, 'Keystone Valve Works')],
    ['vendor', vendor(22031, 'Chesapeake Pipe Supply')],
    ['supplier', { supplier_id: 10050, supplier_name: 'Keystone Valve Works', row_status_flag: 704 }],
    ['supplier', { supplier_id: 10061, supplier_name: 'Old Harbor Brass', row_status_flag: 700 }],
  ];
}

/** What service discovery reads. */
export function menu(): readonly SeedRow[] {
  return [
    ...serviceNames.map((service, index): SeedRow => [
      'frame_menu',
      {
        frame_menu_uid: 100 + index,
        class_name: `w_${service.toLowerCase()}`,
        text_label: windowTitles[service] ?? service,
        service_name: service,
        service_key: serviceKeys[service] ?? '',
        enabled: 'Y',
      },
    ]),
    // Menus without a service are the most of a real menu.
    [
      'frame_menu',
      {
        frame_menu_uid: 900,
        class_name: 'm_reports',
        text_label: 'Reports',
        service_name: null,
        service_key: null,
        enabled: 'Y',
      },
    ],
  ];
}
