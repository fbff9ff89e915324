import type { TextFix, TextRange } from './diagnostic';

/** Replaces one stretch of the text. */
export const replacing = (range: TextRange, text: string, title = `Write ${text}`): TextFix => ({
  title,
  edits: [{ range, text }],
});

/** Puts something around a stretch of the text. */
export const wrapping = (
  range: TextRange,
  { before, after, title }: { readonly before: string; readonly after: string; readonly title: string },
): TextFix => ({
  title,
  edits: [
    { range: { start: range.start, end: range.start }, text: before },
    { range: { start: range.end, end: range.end }, text: after },
  ],
});
