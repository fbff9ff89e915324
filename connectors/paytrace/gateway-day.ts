import { z } from 'zod';

/** A day at the gateway, as people and mappings write it. */
export const gatewayDayField = (title: string) => z.iso.date().meta({ title, description: 'YYYY-MM-DD, day at the gateway (Pacific).', widget: 'date' });

/** `05/04/2026` from `2026-05-04`. */
export function usDateOf(isoDate: string): string {
  const [year, month, day] = isoDate.split('-');
  return `${month}/${day}/${year}`;
}
