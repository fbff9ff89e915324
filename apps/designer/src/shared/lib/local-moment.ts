/** The value of a `datetime-local` input, in the zone of the browser. */
export function localInput(timestamp: string): string {
  const at = new Date(timestamp);
  const part = (value: number): string => String(value).padStart(2, '0');
  const date = `${at.getFullYear()}-${part(at.getMonth() + 1)}-${part(at.getDate())}`;
  return `${date}T${part(at.getHours())}:${part(at.getMinutes())}`;
}

/** An unreadable value goes out as it is, so that the refusal names its field. */
export function instantOf(input: string): string {
  const at = new Date(input);
  return Number.isNaN(at.getTime()) ? input : at.toISOString();
}

/** IANA name of the zone of the browser. */
export const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** IANA names to choose from. */
export const timeZones = [...new Set(['UTC', localZone, ...Intl.supportedValuesOf('timeZone')])];
