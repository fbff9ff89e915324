/** A plan that charges a vault customer by itself. Days are labels `YYYY-MM-DD` of Pacific time. */
export interface Recurrence {
  readonly id: number;
  readonly customerId: string;
  readonly amount: string;
  readonly frequency: RecurrenceFrequency;
  readonly next: string;
  /** 999 has no end. */
  readonly totalCount: number;
  readonly currentCount: number;
  readonly transactionType: 'Sale' | 'Authorization';
  readonly description: string;
  readonly customerReceipt: string;
  readonly user: string;
}

export const recurrenceFrequencies = ['1', '8', 'A', '2', '9', '3', '4', '7', '5', '6'] as const;
export type RecurrenceFrequency = (typeof recurrenceFrequencies)[number];

const monthsOf: Partial<Record<RecurrenceFrequency, number>> = { 1: 12, 8: 6, A: 4, 2: 3, 9: 2, 3: 1 };
const daysOf: Partial<Record<RecurrenceFrequency, number>> = { 4: 14, 5: 7, 6: 1 };

/** The due day after `day`; the 31st becomes the last day of a shorter month. */
export function nextDueDay(day: string, frequency: RecurrenceFrequency): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const days = daysOf[frequency];
  if (days !== undefined) return labelOf(Date.UTC(year, month - 1, date + days));
  if (frequency === '7') return labelOf(date < 15 ? Date.UTC(year, month - 1, 15) : Date.UTC(year, month, 1));
  const target = Date.UTC(year, month - 1 + (monthsOf[frequency] ?? 1), 1);
  const lastDate = new Date(target);
  lastDate.setUTCMonth(lastDate.getUTCMonth() + 1, 0);
  return labelOf(target + (Math.min(date, lastDate.getUTCDate()) - 1) * 86_400_000);
}

const labelOf = (midnight: number): string => new Date(midnight).toISOString().slice(0, 10);
