import type { EffectContract } from '@penstock/connector-sdk';
import type { RestoreGuardState, RunToSend, SendingRule } from '../core/restore-guard';

/**
 * Knows whether the database was restored to an earlier moment. Asked before an intent is recorded, and again for the
 * window of every look-up. Answers from memory and never fails.
 */
export interface RestoreGuard {
  ruleFor(contract: Pick<EffectContract<unknown, unknown, unknown>, 'class' | 'kind'>, run: RunToSend): SendingRule;
  /** Between which moments the request of an effect recorded at `sentAt` may have left. */
  windowFor(sentAt: number): { readonly sentAt: number; readonly sentBefore: number };
  readonly state: RestoreGuardState;
}

/** A database that was never restored: simulations, tests. */
export const openGuard: RestoreGuard = {
  ruleFor: () => 'send',
  windowFor: (sentAt) => ({ sentAt, sentBefore: sentAt }),
  state: { kind: 'open' },
};
