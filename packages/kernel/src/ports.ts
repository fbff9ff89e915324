/**
 * Time, identity and randomness are passed in. Pure packages never read the ambient clock or `Math.random`,
 * so that every decision can be replayed in a test.
 */
export interface Clock {
  /** Wall clock, milliseconds since the epoch. */
  now(): number;
  /** Monotonic milliseconds: only differences mean something. */
  monotonic(): number;
}

export interface Ids {
  /** A new UUIDv7: unique and, within one process, increasing. */
  next(): string;
}

export interface Random {
  /** A number in [0, 1). */
  next(): number;
}
