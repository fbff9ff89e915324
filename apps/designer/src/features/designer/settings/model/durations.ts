/** Lengths of time as people say them; the document keeps whole seconds. */
export const timeUnits = [
  { unit: 'seconds', seconds: 1 },
  { unit: 'minutes', seconds: 60 },
  { unit: 'hours', seconds: 3600 },
  { unit: 'days', seconds: 86_400 },
] as const;

export type TimeUnit = (typeof timeUnits)[number]['unit'];

export const secondsIn = (unit: TimeUnit): number => timeUnits.find((known) => known.unit === unit)?.seconds ?? 1;

/** The largest unit that says it without a fraction: 7200 is 2 hours, 5400 is 90 minutes. */
export function naturalUnit(seconds: number): TimeUnit {
  return [...timeUnits].reverse().find((known) => seconds % known.seconds === 0)?.unit ?? 'seconds';
}
