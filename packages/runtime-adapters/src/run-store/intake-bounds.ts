/** What a group committer lets wait before it refuses. */
export interface CommitterBounds {
  readonly maxRows: number;
  /** Of everything that has no answer yet, under way or waiting. */
  readonly maxBytes: number;
  /** How long the oldest row may have waited for its statement. */
  readonly maxWaitMs: number;
}

/**
 * Back-pressure of the intake, per process: beyond any of these bounds a sender is answered 503 with Retry-After and
 * keeps its event, instead of this process growing until it dies with all of them.
 */
export const intakeBounds: CommitterBounds & { readonly maxHeldBytes: number } = {
  /** A second of the fastest intake measured, twice. */
  maxRows: 20_000,
  /** Events that are ready to be written, of every channel. */
  maxBytes: 64 * 1024 * 1024,
  /**
   * Deliveries between their first byte and their answer. Read, parsed and encoded they take about ten times their size
   * (measured: 64 MB of them, 720 MB of memory).
   */
  maxHeldBytes: 32 * 1024 * 1024,
  /** A database that leaves writes waiting for so long does not keep up; senders give up after five to thirty seconds. */
  maxWaitMs: 2_000,
};
