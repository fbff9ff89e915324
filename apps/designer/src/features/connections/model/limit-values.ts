import type { ConnectionLimits, ConnectionLimitsRequest, MaintenanceWindow } from '@penstock/contracts';
import { instantOf, localInput } from '../../../shared/lib/local-moment';

export type WeeklyWindow = Extract<MaintenanceWindow, { kind: 'weekly' }>;
export type Weekday = WeeklyWindow['days'][number];

/** What the form holds while somebody edits: a dated window as its two inputs show it. */
export type EditedWindow = WeeklyWindow | { readonly kind: 'once'; readonly from: string; readonly to: string };

export interface LimitValues {
  readonly maxConcurrent: number | null;
  readonly ratePerSecond: number | null;
  readonly burst: number | null;
  readonly holdMs: number;
  readonly maintenance: readonly EditedWindow[];
  /** `USD 50.00, EUR 40` */
  readonly ceilings: string;
  /** A line each: `customerId: 100001, 100002` */
  readonly onlyValues: string;
}

export const weekdayOrder: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export const limitValues = (limits: ConnectionLimits): LimitValues => ({
  ...limits,
  ceilings: limits.ceilings.map(({ currency, amount }) => `${currency} ${amount}`).join(', '),
  onlyValues: limits.onlyValues.map(({ field, values }) => `${field}: ${values.join(', ')}`).join('\n'),
  maintenance: limits.maintenance.map((window) =>
    window.kind === 'weekly' ? window : { kind: 'once', from: localInput(window.from), to: localInput(window.to) },
  ),
});

export const toLimitsRequest = (values: LimitValues): ConnectionLimitsRequest => ({
  ...values,
  ceilings: parts(values.ceilings, ',').map(ceilingFrom),
  onlyValues: parts(values.onlyValues, '\n').map(onlyValuesFrom),
  maintenance: values.maintenance.map((window) =>
    window.kind === 'weekly'
      ? { ...window, days: weekdayOrder.filter((day) => window.days.includes(day)) }
      : { kind: 'once', from: instantOf(window.from), to: instantOf(window.to) },
  ),
});

const parts = (text: string, separator: string): string[] => text.split(separator).map((part) => part.trim()).filter(Boolean);

/** What cannot be read goes out as it is, so that the refusal names its field. */
function ceilingFrom(text: string): { currency: string; amount: string } {
  const [currency = '', amount = ''] = parts(text, ' ');
  return { currency: currency.toUpperCase(), amount };
}

function onlyValuesFrom(line: string): { field: string; values: string[] } {
  const [field = '', values = ''] = line.split(':');
  return { field: field.trim(), values: parts(values, ',') };
}

export const newWeeklyWindow = (timeZone: string): WeeklyWindow => ({
  kind: 'weekly',
  days: [...weekdayOrder],
  from: '22:00',
  to: '02:00',
  timeZone,
});

/** A number field that was emptied means: no limit. */
export const limitFrom = (value: string | number): number | null => (typeof value === 'number' ? value : null);
