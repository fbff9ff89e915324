/** A part of a text that means another text. */
export interface EncodedPart {
  readonly start: number;
  readonly end: number;
  readonly decoded: string;
}

/** Without white space and the marks that separate fields, so that one run is one value (or one encoded document). */
const fieldRun = /[^\s"'<>&=]{3,}/g;
const percentByte = /%[2-7][0-9a-fA-F]/;
const escapedChar = /\\u00[2-7][0-9a-fA-F]/;
const base64Run = /[A-Za-z0-9+/_-]{18,}={0,2}/g;

/**
 * What three digits look like in base64 when they start on a group of three bytes. Five digits in a row always hold
 * such a triple, whatever stands before them, and other text hardly ever does: a cheap reason to look closer.
 */
const digitsInBase64 = /[MNO][DTjz][AEIMQUYcgk][wxyz0-5]/;

const wideDigits = /[\uff10-\uff19]/;

/** The parts of a text that are percent-encoded, base64, written with `\u00…` escapes or in wide digits. */
export function encodedParts(text: string): EncodedPart[] {
  const parts: EncodedPart[] = [];
  if (text.includes('%')) collect(parts, text, { run: fieldRun, sign: percentByte, decode: decodePercent });
  if (text.includes('\\u00')) collect(parts, text, { run: fieldRun, sign: escapedChar, decode: decodeEscapes });
  if (digitsInBase64.test(text)) collect(parts, text, { run: base64Run, sign: digitsInBase64, decode: decodeBase64 });
  if (wideDigits.test(text)) parts.push({ start: 0, end: text.length, decoded: text.normalize('NFKC') });
  return parts;
}

interface Encoding {
  readonly run: RegExp;
  /** What a run must hold to be worth decoding. */
  readonly sign: RegExp;
  readonly decode: (run: string) => string;
}

function collect(parts: EncodedPart[], text: string, { run, sign, decode }: Encoding): void {
  for (const match of text.matchAll(run)) {
    if (sign.test(match[0]))
      parts.push({ start: match.index, end: match.index + match[0].length, decoded: decode(match[0]) });
  }
}

/** Byte by byte: digits are ASCII, and a broken sequence elsewhere must not hide them. */
function decodePercent(run: string): string {
  return run.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function decodeEscapes(run: string): string {
  return run.replace(/\\u00([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sextets = new Map([...alphabet].map((char, index) => [char, index] as const)).set('-', 62).set('_', 63);

/** A run may begin with other words (`path/NDEx…`), so it is read from each of the four places a group can start. */
function decodeBase64(run: string): string {
  return [0, 1, 2, 3].map((offset) => bytesFrom(run, offset)).join('\n');
}

/** The bytes as characters 0–255. */
function bytesFrom(run: string, offset: number): string {
  let decoded = '';
  let bits = 0;
  let held = 0;
  for (let at = offset; at < run.length && run[at] !== '='; at += 1) {
    held = ((held << 6) | (sextets.get(run[at] as string) ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    decoded += String.fromCharCode((held >> bits) & 0xff);
  }
  return decoded;
}
