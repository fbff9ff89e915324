import type { Clock } from '@penstock/kernel';
import type { Row, TableStore } from './table-store';

/** The simulated company and its clock, as the windows see it. */
export interface Company {
  readonly store: TableStore;
  readonly clock: Clock;
}

export const demoCompanyId = 'HSC';
export const demoCompanyName = 'Hollander Supply Co.';
/** A second company in the same database: queries that forget the company see its rows as well. */
export const otherCompanyId = 'HSW';
export const API_USER = 'penstock';

/** P21 writes its server's local time without a zone, to the millisecond. */
export const serverTime = (clock: Clock): string => new Date(clock.now()).toISOString().slice(0, 23);

export const serverDate = (clock: Clock): string => `${serverTime(clock).slice(0, 10)}T00:00:00`;

export function audit(clock: Clock): Row {
  const now = serverTime(clock);
  return { date_created: now, date_last_modified: now, last_maintained_by: API_USER, created_by: API_USER };
}

export type PeriodState = { readonly period: number; readonly year: number; readonly closed: boolean };

/** The accounting period a date falls into; undefined when the company has none for it. */
export function periodOf({ store }: Company, date: string): PeriodState | undefined {
  const year = Number(date.slice(0, 4));
  return findPeriod(store, { period: Number(date.slice(5, 7)), year });
}

export function findPeriod(store: TableStore, wanted: { period: number; year: number }): PeriodState | undefined {
  const row = store
    .table('periods')
    .find('year_for_period', wanted.year)
    .find(({ period, company_no }) => period === wanted.period && company_no === demoCompanyId);
  return row && { ...wanted, closed: row['period_closed'] === 'Y' };
}
