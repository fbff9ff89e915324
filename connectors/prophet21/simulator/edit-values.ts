import { Decimal } from '@penstock/kernel';
import { WindowRefusal } from './transaction-set';

/** Reading the text values of edits as a window would. @throws WindowRefusal */

const usDate = /^(\d{2})\/(\d{2})\/(\d{4})$/;
const isoDate = /^\d{4}-\d{2}-\d{2}/;

/** `08/20/2026` (as the window shows it) or `2026-08-20` becomes `2026-08-20T00:00:00`. */
export function editDate(value: string | undefined, otherwise: string): string {
  if (value === undefined || value === '') return otherwise;
  const parts = usDate.exec(value);
  if (parts) return `${parts[3]}-${parts[1]}-${parts[2]}T00:00:00`;
  if (isoDate.test(value)) return `${value.slice(0, 10)}T00:00:00`;
  throw new WindowRefusal(`Invalid date: ${value}`);
}

export function editAmount(value: string | undefined, field: string): Decimal {
  const parsed = Decimal.parse(value ?? '');
  if (!parsed.ok) throw new WindowRefusal(`Value is not valid for column ${field}: ${value ?? ''}`);
  return parsed.value;
}

export function required(value: string | undefined, field: string): string {
  if (value !== undefined && value.trim() !== '') return value.trim();
  throw new WindowRefusal(`This column is required. (${field})`);
}

/** P21 refuses a value that is longer than its column; it never cuts it. */
export function within(value: string | undefined, field: string, length: number): string | null {
  if (value === undefined || value === '') return null;
  if (value.length <= length) return value;
  throw new WindowRefusal(`Value is too long for column ${field}: at most ${length} characters`);
}
