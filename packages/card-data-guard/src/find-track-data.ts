import { isCardNumber } from './card-number';
import type { CardDataSpan } from './span';

/** Track 1: format code B, number, name, expiry. The form alone is proof; a broken check digit does not excuse it. */
const track1 = /%?B\d{12,19}\^[^^\n]{2,26}\^\d{4}[\d ]{0,40}\??/g;
/** Track 2: number, separator, expiry and service code; chip data writes D for the separator. */
const track2 = /;?(\d{12,19})[=D]\d{7,24}F?\??/g;

export function findTrackData(text: string): CardDataSpan[] {
  const spans: CardDataSpan[] = [];
  if (text.includes('^')) {
    for (const match of text.matchAll(track1))
      spans.push({ kind: 'track', start: match.index, end: match.index + match[0].length });
  }
  if (text.includes('=') || text.includes('D')) {
    for (const match of text.matchAll(track2)) {
      if (isCardNumber(match[1] ?? ''))
        spans.push({ kind: 'track', start: match.index, end: match.index + match[0].length });
    }
  }
  return spans;
}
