import { Decimal } from '@penstock/kernel';
import { audit, demoCompanyId, demoCompanyName, serverTime, type Company } from './company';
import { chartOfAccounts, customers, items, type SeedCustomer } from './seed-catalog';
import { serviceNames } from './window-definitions';
import { money, type Row } from './table-store';
import type { TableName } from './table-columns';

/** Hollander Supply Co., an invented distributor of pipes and fittings, as it stands before the first order of the day. */
export function seedCompany(company: Company): void {
  const rows = [
    ...foundation(company),
    ...customers.flatMap((customer) => customerRows(company, customer)),
    ...customers.flatMap((customer, index) => invoiceRows(company, customer, index)),
    ...periodRows(company),
    ...history(company),
  ];
  company.store.apply({ insert: rows, update: [] });
}

type SeedRow = readonly [TableName, Row];

function foundation({ clock }: Company): readonly SeedRow[] {
  const stamp = audit(clock);
  return [
    [
      'company',
      {
        company_id: demoCompanyId,
        company_name: demoCompanyName,
        address_id: 1,
        home_currency_id: 1,
        delete_flag: 'N',
        ...stamp,
      },
    ],
    ...chartOfAccounts.map(([account, desc, type]): SeedRow => [
      'chart_of_accts',
      {
        account_no: account,
        company_no: demoCompanyId,
        account_desc: desc,
        account_type: type,
        branch_id: '100',
        delete_flag: 'N',
        ...stamp,
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
        delete_flag: 'N',
        ...stamp,
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
        delete_flag: 'N',
        ...stamp,
      },
    ]),
    ...items.map(([itemId, desc, unit, price], index): SeedRow => [
      'inv_mast',
      {
        inv_mast_uid: 4001 + index,
        item_id: itemId,
        item_desc: desc,
        base_unit: unit,
        price1: money(price),
        delete_flag: 'N',
        inactive: 'N',
        ...stamp,
      },
    ]),
    ...serviceNames.map((service, index): SeedRow => [
      'frame_menu',
      {
        frame_menu_uid: 100 + index,
        class_name: `w_${service.toLowerCase()}`,
        text_label: windowTitles[service] ?? service,
        service_name: service,
        service_key: serviceKeys[service] ?? '',
        enabled: 'Y',
        ...stamp,
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
        ...stamp,
      },
    ],
    ['supplier', { supplier_id: 10050, supplier_name: 'Keystone Valve Works', row_status_flag: 704, ...stamp }],
    ['supplier', { supplier_id: 10061, supplier_name: 'Old Harbor Brass', row_status_flag: 700, ...stamp }],
  ];
}

const windowTitles: Readonly<Record<string, string>> = {
  Order: 'Order Entry',
  SimCashReceipts: 'Cash Receipts (placeholder of the simulator)',
  TimeEntry: 'Time Entry',
};
const serviceKeys: Readonly<Record<string, string>> = { Order: 'order_no', SimCashReceipts: 'receipt_number' };

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

function customerRows({ clock }: Company, customer: SeedCustomer): readonly SeedRow[] {
  const stamp = audit(clock);
  const { id, name, terms, contact, street, city, state, zip, shipTos = [] } = customer;
  const email = `ap@${name.toLowerCase().replace(/[^a-z]+/g, '')}.example`;
  const [firstName = '', lastName = ''] = contact.split(' ');
  const address = (addressId: number, line: string): SeedRow => [
    'address',
    {
      id: addressId,
      name,
      mail_address1: line,
      mail_address2: null,
      mail_city: city,
      mail_state: state,
      mail_postal_code: zip,
      mail_country: 'US',
      central_phone_number: `555-01${String(id).slice(-2)}`,
      email_address: email,
      corp_address_id: id,
      delete_flag: 'N',
      ...stamp,
    },
  ];
  const shipTo = (shipToId: number): SeedRow => [
    'ship_to',
    {
      ship_to_id: shipToId,
      customer_id: id,
      company_id: demoCompanyId,
      default_branch: '100',
      terms_id: terms,
      delete_flag: 'N',
      ...stamp,
    },
  ];
  return [
    [
      'customer',
      {
        customer_id: id,
        company_id: demoCompanyId,
        customer_name: name,
        customer_id_string: String(id),
        terms_id: terms,
        credit_status: 'GOOD',
        credit_limit: money(25_000),
        credit_limit_used: money(0),
        currency_id: 1,
        taxable_flag: 'Y',
        ar_account_no: '12100010',
        legacy_id: null,
        delete_flag: 'N',
        ...stamp,
      },
    ],
    shipTo(id),
    address(id, street),
    ...shipTos.flatMap((shipToId, index) => [shipTo(shipToId), address(shipToId, `${street}, Dock ${index + 2}`)]),
    [
      'contacts',
      {
        id: `C${id}`,
        first_name: firstName,
        last_name: lastName,
        email_address: email,
        address_id: id,
        delete_flag: 'N',
        ...stamp,
      },
    ],
  ];
}

const DAY_MS = 86_400_000;

/** Two invoices per customer: the older one paid for every third customer, partly paid for every fifth. */
function invoiceRows({ clock }: Company, { id, terms }: SeedCustomer, index: number): readonly SeedRow[] {
  return [0, 1].map((which): SeedRow => {
    const number = 3_100_001 + index * 2 + which;
    const total = Decimal.of(BigInt(18_450 + ((index * 7_919 + which * 4_421) % 240_000)), 2);
    const isPaid = which === 0 && index % 3 === 0;
    const paid = isPaid ? total : which === 0 && index % 5 === 1 ? Decimal.from('50.00') : Decimal.zero;
    const invoiceDate = dateAt(clock.now() - (20 + index * 3 + which * 9) * DAY_MS);
    return [
      'invoice_hdr',
      {
        invoice_no: String(number),
        order_no: String(1_012_001 + index * 2 + which),
        customer_id: String(id),
        customer_id_number: id,
        company_no: demoCompanyId,
        branch_id: '100',
        po_no: `PO-${7700 + index * 2 + which}`,
        terms_id: terms,
        terms_desc: terms === '30' ? 'Net 30' : 'Net 15',
        invoice_date: invoiceDate,
        net_due_date: dateAt(Date.parse(`${invoiceDate}Z`) + Number(terms) * DAY_MS),
        total_amount: money(total),
        amount_paid: money(paid),
        terms_taken: money(0),
        allowed: money(0),
        memo_amount: money(0),
        bad_debt_amount: money(0),
        tax_amount: money(0),
        freight: money(0),
        paid_in_full_flag: isPaid ? 'Y' : 'N',
        date_paid: isPaid ? dateAt(clock.now() - 5 * DAY_MS) : null,
        invoice_type: 'IN',
        invoice_adjustment_type: 'I',
        approved: 'Y',
        period: Number(invoiceDate.slice(5, 7)),
        year_for_period: Number(invoiceDate.slice(0, 4)),
        ...audit(clock),
      },
    ];
  });
}

const dateAt = (ms: number): string => `${new Date(ms).toISOString().slice(0, 10)}T00:00:00`;

/** Last year to next year; months before last month are closed. */
function periodRows({ clock }: Company): readonly SeedRow[] {
  const now = new Date(clock.now());
  const current = now.getUTCFullYear() * 12 + now.getUTCMonth();
  const first = (now.getUTCFullYear() - 1) * 12;
  return Array.from({ length: 36 }, (_, index): SeedRow => {
    const month = first + index;
    const begin = Date.UTC(Math.floor(month / 12), month % 12, 1);
    const end = Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0);
    return [
      'periods',
      {
        company_no: demoCompanyId,
        period: (month % 12) + 1,
        year_for_period: Math.floor(month / 12),
        period_closed: month < current - 1 ? 'Y' : 'N',
        adjustment_period_flag: 'N',
        beginning_date: dateAt(begin),
        ending_date: dateAt(end),
        ...audit(clock),
      },
    ];
  });
}

/** One of each document, so that a look-up that finds nothing can still prove that it reads the right table. */
function history({ clock }: Company): readonly SeedRow[] {
  const stamp = { ...audit(clock), last_maintained_by: 'golive', created_by: 'golive' };
  const customerId = customers[0].id;
  const day = `${serverTime(clock).slice(0, 10)}T00:00:00`;
  const [period, year] = [Number(day.slice(5, 7)), Number(day.slice(0, 4))];
  const opening = (sequence: number, account: string, amount: string): SeedRow => [
    'gl',
    {
      gl_uid: 900_000 + sequence,
      company_no: demoCompanyId,
      account_number: account,
      period,
      year_for_period: year,
      journal_id: 'AC',
      amount: money(amount),
      foreign_amount: money(amount),
      currency_id: 1,
      source: 'GO-LIVE',
      description: 'Opening balances',
      transaction_date: day,
      transaction_number: 47_999,
      sequence_number: sequence,
      approved: 'Y',
      source_type_cd: 1,
      record_type_cd: 1367,
      ...stamp,
    },
  ];
  return [
    [
      'oe_hdr',
      {
        order_no: '1012001',
        oe_hdr_uid: 879_999,
        company_id: demoCompanyId,
        customer_id: customerId,
        ship_to_id: String(customerId),
        location_id: '100',
        source_loc_id: '100',
        contact_id: null,
        po_no: 'PO-7700',
        taker: 'golive',
        order_date: day,
        requested_date: day,
        ship2_name: customers[0].name,
        approved: 'Y',
        completed: 'Y',
        cancel_flag: 'N',
        delete_flag: 'N',
        projected_order: 'N',
        rma_flag: 'N',
        web_reference_no: null,
        source_id: null,
        validation_status: 'OK',
        source_code_no: 706,
        freight_out: money(0),
        ...stamp,
      },
    ],
    [
      'ar_payment_details',
      {
        payment_number: 69_999,
        payment_type_id: 2,
        payment_desc: 'Check 20418',
        check_number: '20418',
        payment_date: day,
        payment_amount: money('184.50'),
        terms_amount: money(0),
        allowed_amount: money(0),
        memo_amount: money(0),
        cc_name: null,
        cc_number: null,
        cc_authorized_number: null,
        cc_authorized_date: null,
        payment_account_id: null,
        deposit_number: `${day.slice(0, 10).replaceAll('-', '')}-1`,
        period,
        year_for_period: year,
        source_type_cd: 1,
        delete_flag: 'N',
        ...stamp,
      },
    ],
    [
      'ar_receipts',
      {
        receipt_number: 49_999,
        payment_number: 69_999,
        company_id: demoCompanyId,
        remitter_id: customerId,
        date_received: day,
        bank_no: 1,
        gl_bank_account_no: '11120010',
        ar_account_no: '12100010',
        approved: 'Y',
        delete_flag: 'N',
        reverse_payment_flag: 'N',
        cleared_bank: 'N',
        ...stamp,
      },
    ],
    [
      'ar_receipts_detail',
      {
        receipt_number: 49_999,
        customer_id: customerId,
        invoice_no: '3100001',
        company_id: demoCompanyId,
        payment_amount: money('184.50'),
        terms_amount: money(0),
        allowed_amount: money(0),
        delete_flag: 'N',
        ...stamp,
      },
    ],
    opening(1, '11120010', '250000.00'),
    opening(2, '32000010', '-250000.00'),
  ];
}
