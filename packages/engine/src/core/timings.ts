/**
 * Every time the engine works with, in milliseconds. Defaults suit real remotes; tests and the crash suite scale them
 * down together, keeping their order (heartbeat < lease, quarantine > lease).
 */
export interface EngineTimings {
  /** A worker that has not renewed its lease for this long may be taken over. */
  readonly workerLeaseMs: number;
  readonly heartbeatMs: number;
  /** After lease end, before another worker takes the runs: covers clock reading and statement time. */
  readonly takeoverGraceMs: number;
  /** A request is not sent when less than this is left of the lease (self-fence). */
  readonly sendMarginMs: number;
  /** Replaces the quarantine computed from the action's contract; undefined in production. */
  readonly quarantineMs: number | undefined;
  /** Look-ups after an unknown outcome when the answer was no help; afterwards a person decides. */
  readonly verifyScheduleMs: readonly number[];
  /** Distance between the two empty look-ups that together prove absence. */
  readonly absentSpacingMs: number;
  /** Retry back-off: base and ceiling of the exponential, before jitter. */
  readonly retryBaseMs: number;
  readonly retryMaxMs: number;
  /** Look again at a run whose business key is being settled by another run. */
  readonly businessKeyWaitMs: number;
  /** Idle polling of the queue: first and longest pause. A lost hint costs at most the longest. */
  readonly sweepMinMs: number;
  readonly sweepMaxMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export const defaultTimings: EngineTimings = {
  workerLeaseMs: 15 * SECOND,
  heartbeatMs: 4 * SECOND,
  takeoverGraceMs: 5 * SECOND,
  sendMarginMs: 2 * SECOND,
  quarantineMs: undefined,
  verifyScheduleMs: [30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR],
  absentSpacingMs: 30 * SECOND,
  retryBaseMs: 500,
  retryMaxMs: MINUTE,
  businessKeyWaitMs: 2 * SECOND,
  sweepMinMs: 250,
  sweepMaxMs: 2 * SECOND,
};
