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
export const intakeBounds: CommitterBounds = {
  /** A second of the fastest intake measured, twice. */
  maxRows: 20_000,
  /** A delivery takes several times its size while it is parsed and encoded: this much keeps a process below 1 GB. */
  maxBytes: 64 * 1024 * 1024,
  /** A database that leaves writes waiting for so long does not keep up; senders give up after five to thirty seconds. */
  maxWaitMs: 2_000,
};
