import type { PreflightCheck } from '@penstock/contracts';

type Item = PreflightCheck['items'][number];

/** Words for a check: what is said when nothing was found, and when something was. */
interface Words {
  readonly code: PreflightCheck['code'];
  readonly title: string;
  readonly good: string;
  readonly bad: string;
}

/** Failed when there are items that stop the promotion, a warning for items that do not. */
export function checkOf({ code, title, good, bad }: Words, items: readonly Item[], severity: 'failed' | 'warning' = 'failed'): PreflightCheck {
  return items.length === 0 ? { code, title, status: 'passed', detail: good, items: [] } : { code, title, status: severity, detail: bad, items: [...items] };
}
