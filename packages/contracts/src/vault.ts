import { z } from 'zod';
import { timestamp, uuid } from './common';

/** Secrets of the organisation wrapped anew under the current master key. */
export const vaultRotation = z.object({
  id: uuid,
  /** The key everything is under at the end. */
  keyId: z.string(),
  /** Secrets that were under other keys when it began. */
  total: z.int(),
  rewrapped: z.int(),
  /** Left as they were: their key is missing, or they were changed outside the platform. Enter them again. */
  unreadable: z.int(),
  startedBy: z.string(),
  startedAt: timestamp,
  finishedAt: timestamp.nullable(),
});
export type VaultRotation = z.infer<typeof vaultRotation>;

export const vaultStatus = z.object({
  /** Where the master keys are kept, in words. */
  source: z.string(),
  /** The current one first; then the others at hand, then those that are missing. */
  keys: z.array(
    z.object({
      id: z.string(),
      isCurrent: z.boolean(),
      /** Whether this process has it; what is under a missing key cannot be sent. */
      isAtHand: z.boolean(),
      /** Stored secrets of the organisation under it. */
      secrets: z.int(),
    }),
  ),
  lastRotation: vaultRotation.nullable(),
});
export type VaultStatus = z.infer<typeof vaultStatus>;
