/** The name of a source without one: a, b, c … by position. */
export const defaultSourceName = (position: number): string =>
  position < 26 ? String.fromCharCode(97 + position) : `source${position + 1}`;
