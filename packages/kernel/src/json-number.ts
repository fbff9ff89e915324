/** Every integer of up to 15 digits, and every decimal of up to 15 significant digits, survives a JS number. */
const safeDigits = 15;

/** Below 1e-6 a JS number is written with an exponent. */
const mostLeadingZeros = 6;

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** The end of the characters a JSON number may consist of; the grammar itself is checked by the parser. */
export function endOfNumber(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    const partOfNumber =
      isDigit(code) || code === 0x2e || code === 0x2d || code === 0x2b || code === 0x65 || code === 0x45;
    if (!partOfNumber) return at;
    at += 1;
  }
}

/** Whether a JS number made from this text is written with the very same characters. */
export function survivesAsNumber(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start) === 0x2d ? start + 1 : start;
  if (end - first > safeDigits) return isReproduced(text.slice(start, end));

  let point = -1;
  for (let at = first; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x2e && point < 0) point = at;
    else if (!isDigit(code)) return isReproduced(text.slice(start, end));
  }
  if (point < 0) return first === start || text.charCodeAt(first) !== 0x30;
  if (text.charCodeAt(end - 1) === 0x30) return false;
  if (text.charCodeAt(first) === 0x30 && end - point > mostLeadingZeros) return isReproduced(text.slice(start, end));
  return true;
}

const isReproduced = (text: string): boolean => String(Number(text)) === text;
