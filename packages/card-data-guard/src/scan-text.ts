import { encodedParts } from './decode-text';
import { findCardNumbers } from './find-card-numbers';
import { findSecurityCodes, isSecurityCode } from './find-security-codes';
import { findTrackData } from './find-track-data';
import type { CardDataSpan } from './span';

/** Encodings inside encodings that are opened: base64 of a form body with a JSON document in a field. */
const deepestEncoding = 4;

/** The shortest text that can hold anything: `cvv 123`. */
const shortestSuspect = 7;

/**
 * All card data of a text, in order and without overlaps. `key` is the name the text stands under.
 * Data in an encoded part is reported as the whole part.
 */
export function scanText(text: string, key?: string, depth = 0): CardDataSpan[] {
  if (key !== undefined && isSecurityCode(key, text)) return [{ kind: 'security-code', start: 0, end: text.length }];
  if (text.length < shortestSuspect) return [];

  const spans = [...findTrackData(text), ...findCardNumbers(text, key), ...findSecurityCodes(text)];
  if (depth < deepestEncoding) {
    for (const part of encodedParts(text)) {
      const kind = scanText(part.decoded, key, depth + 1)[0]?.kind;
      if (kind) spans.push({ kind, start: part.start, end: part.end });
    }
  }
  return spans.length < 2 ? spans : withoutOverlaps(spans);
}

function withoutOverlaps(spans: readonly CardDataSpan[]): CardDataSpan[] {
  const kept: CardDataSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || span.start >= last.end) kept.push(span);
    else if (span.end > last.end) kept[kept.length - 1] = { ...last, end: span.end };
  }
  return kept;
}
