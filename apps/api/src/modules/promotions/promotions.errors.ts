import type { PreflightCheck } from '@penstock/contracts';
import { Refusal } from '../../platform/problem/refusal';

export type PromotionErrorCode =
  | 'PROMOTION_NOT_FOUND'
  | 'PROMOTION_OPEN'
  | 'PROMOTION_CLOSED'
  | 'PROMOTION_STALE'
  | 'PROMOTION_CHECKS_FAILED'
  | 'PROMOTION_NOTHING_NEW'
  | 'PROMOTION_OWN_WORK'
  | 'PROMOTION_NOT_YOURS'
  | 'CHANGE_WINDOW_CLOSED'
  | 'ROLE_MAY_NOT_DECIDE_HERE'
  | 'ROLLBACK_NOT_POSSIBLE';

export class PromotionError extends Refusal<PromotionErrorCode> {}

export const promotionNotFound = (): PromotionError =>
  new PromotionError('PROMOTION_NOT_FOUND', 'This promotion does not exist, or it belongs to somebody else. Nothing was changed. Choose one of the list.');

export const promotionClosed = (): PromotionError =>
  new PromotionError('PROMOTION_CLOSED', 'This promotion was decided already. Nothing was changed and what runs goes on. Read it again to see what was decided, or ask for a new one.');

export function checksFailed(checks: readonly PreflightCheck[], environment: string): PromotionError {
  const failed = checks.filter(({ status }) => status === 'failed');
  const issues = failed.flatMap(({ code, title, detail, items }) =>
    items.length === 0 ? [{ code, message: `${title}: ${detail}` }] : items.map(({ message, fix, stepId }) => ({ code, message: `${title}: ${message}`, ...(fix !== undefined && { fix }), ...(stepId !== undefined && { stepId }) })),
  );
  return new PromotionError(
    'PROMOTION_CHECKS_FAILED',
    `This version cannot go to ${environment} yet: ${failed.map(({ title }) => title.toLowerCase()).join(', ')}. Nothing was changed and what runs there goes on. Mend what is listed and try again.`,
    { issues },
  );
}
