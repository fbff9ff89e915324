import type { PreflightCheck, PromotionStatus } from '@penstock/contracts';
import { IconAlertTriangle, IconBan, IconCircleCheck, IconCircleX, IconClockHour4, IconRocket } from '@tabler/icons-react';
import { TableScroll } from '../../../shared/ui/table-scroll';
import { strings } from '../strings';

const looks = {
  requested: { tone: 'waiting', icon: IconClockHour4 },
  approved: { tone: 'running', icon: IconCircleCheck },
  rejected: { tone: 'failed', icon: IconCircleX },
  withdrawn: { tone: 'cancelled', icon: IconBan },
  deployed: { tone: 'succeeded', icon: IconRocket },
} as const;

export function PromotionState({ status }: { readonly status: PromotionStatus }) {
  const { tone, icon: StateIcon } = looks[status];
  return (
    <span className={`ps-status ps-status--${tone}`}>
      <StateIcon size={15} aria-hidden />
      {strings.states[status]}
    </span>
  );
}

const checkLooks = {
  passed: { tone: 'succeeded', icon: IconCircleCheck },
  warning: { tone: 'attention', icon: IconAlertTriangle },
  failed: { tone: 'failed', icon: IconCircleX },
} as const;

/** The checks of a package: what was looked at, what was found, how to mend it. */
export function ChecksList({ checks }: { readonly checks: readonly PreflightCheck[] }) {
  return (
    <TableScroll label={strings.checks}>
      <table className="ps-table" aria-label={strings.checks}>
        <tbody>
          {checks.map(({ code, title, status, detail, items }) => {
            const { tone, icon: StateIcon } = checkLooks[status];
            return (
              <tr key={code}>
                <td className="ps-nowrap">
                  <span className={`ps-status ps-status--${tone}`}>
                    <StateIcon size={15} aria-hidden />
                    {strings.checkStates[status]}
                  </span>
                </td>
                <td>{title}</td>
                <td className="ps-wrap">
                  {detail}
                  {items.map(({ message, fix }, index) => (
                    <div key={index}>
                      {message} <span className="ps-dimmed">{fix}</span>
                    </div>
                  ))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableScroll>
  );
}
