import { invariant } from './errors';

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * Formats a UUIDv7 (RFC 9562): 48 bits of milliseconds, then version, variant and 74 bits taken from `randomBytes`
 * (10 bytes; their order decides among ids of one millisecond).
 */
export function uuidv7(nowMs: number, randomBytes: Uint8Array): string {
  invariant(Number.isInteger(nowMs) && nowMs >= 0 && nowMs < 2 ** 48, 'a UUIDv7 holds whole milliseconds since 1970');
  invariant(randomBytes.length >= 10, 'a UUIDv7 needs 10 random bytes');
  const byte = (index: number): number => randomBytes[index] ?? 0;
  const pair = (index: number): string => `${hex[byte(index)]}${hex[byte(index + 1)]}`;

  const time = nowMs.toString(16).padStart(12, '0');
  const versioned = `${hex[0x70 | (byte(0) & 0x0f)]}${hex[byte(1)]}`;
  const variant = `${hex[0x80 | (byte(2) & 0x3f)]}${hex[byte(3)]}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-${versioned}-${variant}-${pair(4)}${pair(6)}${pair(8)}`;
}

/** The milliseconds since 1970 that a UUIDv7 starts with; undefined for every other id. */
export function timeOfUuidv7(id: string): number | undefined {
  const time = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return id[14] === '7' && Number.isSafeInteger(time) ? time : undefined;
}
