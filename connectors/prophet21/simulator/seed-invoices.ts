import { Decimal } from '@penstock/kernel';
import { demoCompanyId, type Company } from './company';
import type { SeedCustomer } from './seed-catalog';
import { money, type SeedRow } from './table-store';

const DAY_MS = 86_400_000;

/** Two invoices per customer: the older one paid for every third customer, partly paid for every fifth. */
export function invoiceRows({ clock }: Company, { id, terms }: SeedCustomer, index: number): readonly SeedRow[] {
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
      },
    ];
  });
}

const dateAt = (ms: number): string => `${new Date(ms).toISOString().slice(0, 10)}T00:00:00`;

/** Last year to next year; months before last month are closed. */
export function periodRows({ clock }: Company): readonly SeedRow[] {
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
      },
    ];
  });
}
