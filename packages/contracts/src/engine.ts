import { z } from 'zod';
import { timestamp } from './common';

/** Whether the database was restored to an earlier moment, and what that means for sending. */
export const restoreGuard = z.object({
  /** `held`: nothing is sent until a person resumes. `resumed`: what may have been sent in the gap is looked up first. */
  status: z.enum(['open', 'held', 'resumed']),
  /** One sentence for people; null when open. */
  message: z.string().nullable(),
  restoredAt: timestamp.nullable(),
  restoredHow: z.string().nullable(),
  /** Effects of this time may have been sent and are not in the database any more. */
  gapFrom: timestamp.nullable(),
  gapTo: timestamp.nullable(),
  resolvedAt: timestamp.nullable(),
  resolvedBy: z.string().nullable(),
  resolvedReason: z.string().nullable(),
});
export type RestoreGuardView = z.infer<typeof restoreGuard>;

export const resumeSendingRequest = z.strictObject({ reason: z.string().trim().min(10).max(2000) });
export type ResumeSendingRequest = z.infer<typeof resumeSendingRequest>;
