import { createHmac, randomBytes } from 'node:crypto';
import { isSameToken } from './token';

/** Time-based one-time passwords, RFC 6238: SHA-1, 30 seconds, six digits, which is what every authenticator app knows. */
const stepMs = 30_000;
const digits = 6;
/** Steps before and after the current one that count as well: clocks of phones go wrong by seconds. */
const tolerance = 1;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** 160 random bits in base 32 (RFC 4648, without padding). */
export const newTotpSecret = (): string => base32(randomBytes(20));

/** What an authenticator app scans. */
export const totpUri = (secret: string, account: string): string =>
  `otpauth://totp/${encodeURIComponent(`Penstock:${account}`)}?secret=${secret}&issuer=Penstock&algorithm=SHA1&digits=${digits}&period=${stepMs / 1000}`;

/** The code of the step that contains `now` (milliseconds since 1970). */
export const totpCode = (secret: string, now: number): string => codeOfStep(fromBase32(secret), Math.floor(now / stepMs));

/** @returns the step whose code this is, later than `lastStep`; undefined when it is none: a code counts once. */
export function totpStep(secret: string, code: string, { now, lastStep }: { readonly now: number; readonly lastStep: number }): number | undefined {
  const key = fromBase32(secret);
  const current = Math.floor(now / stepMs);
  for (let step = current - tolerance; step <= current + tolerance; step += 1) {
    if (step > lastStep && isSameToken(codeOfStep(key, step), code)) return step;
  }
  return undefined;
}

/** RFC 4226, with the step as counter. */
function codeOfStep(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = (mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits;
  return String(number).padStart(digits, '0');
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((group) => alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((group) => Number.parseInt(group, 2)));
}
