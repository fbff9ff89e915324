import { Link } from '@tanstack/react-router';
import type { MouseEvent } from 'react';
import { hasAmounts, labelColumns, labelTitle } from '../../../shared/lib/run-columns';
import { Money, When } from '../../../shared/ui/values';
import type { AttentionItem } from '../model/attention-items';
import { strings } from '../strings';

interface AttentionTableProps {
  readonly items: readonly AttentionItem[];
  readonly openCase: string | null;
  readonly label: string;
}

export function AttentionTable({ items, openCase, label }: AttentionTableProps) {
  const withAmounts = hasAmounts(items) || items.some(({ amount }) => amount !== null);
  const withState = items.some((item) => item.proposedBy !== null || item.expiresAt !== null);
  // Fits beside the rail at 1280 px.
  const labels = labelColumns(items).slice(0, withState ? 2 : 3);
  return (
    <div className="ps-cause__table" tabIndex={0} role="region" aria-label={label}>
      <table className="ps-table">
        <thead>
          <tr>
            <th scope="col">{strings.what}</th>
            {withAmounts && (
              <th scope="col" className="ps-number">
                {strings.amount}
              </th>
            )}
            {labels.map((name) => (
              <th key={name} scope="col">
                {labelTitle(name)}
              </th>
            ))}
            {withState && <th scope="col">{strings.state}</th>}
            <th scope="col">{strings.since}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr
              key={item.id}
              className="ps-fade-in"
              aria-current={item.id === openCase || undefined}
              onClick={openByRow}
            >
              <td className="ps-table__main">
                <ItemLink item={item} />
                {item.kind !== 'run' && <span className="ps-meta ps-cause__flow"> {item.flowName}</span>}
              </td>
              {withAmounts && (
                <td className="ps-number">
                  {item.amount === null ? (
                    <span className="ps-dimmed">–</span>
                  ) : (
                    <Money amount={item.amount} currency={item.currency} />
                  )}
                </td>
              )}
              {labels.map((name) => (
                <td key={name} className="ps-nowrap">
                  {item.labels[name] ?? <span className="ps-dimmed">–</span>}
                </td>
              ))}
              {withState && (
                <td>
                  <ItemState item={item} />
                </td>
              )}
              <td>
                <When at={item.since} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A click anywhere in a row follows its link; people with a keyboard use the link itself, which stays the only stop. */
function openByRow({ currentTarget, target }: MouseEvent<HTMLTableRowElement>): void {
  const isOnControl = target instanceof Element && target.closest('a, button') !== null;
  // Identifiers are marked to be copied: that is no wish to leave the page.
  const isMarking = window.getSelection()?.isCollapsed === false;
  if (!isOnControl && !isMarking) currentTarget.querySelector<HTMLAnchorElement>('a.ps-row-link')?.click();
}

function ItemLink({ item }: { readonly item: AttentionItem }) {
  if (item.kind === 'run') {
    return (
      <Link className="ps-row-link" to="/runs/$runId" params={{ runId: item.runId }}>
        {item.title}
      </Link>
    );
  }
  return (
    <Link className="ps-row-link" to="/attention" search={{ case: item.id }}>
      {item.title}
    </Link>
  );
}

function ItemState({ item }: { readonly item: AttentionItem }) {
  if (item.proposedBy !== null) return <span className="ps-status--waiting">{strings.proposed(item.proposedBy)}</span>;
  if (item.expiresAt === null) return <span className="ps-dimmed">–</span>;
  return (
    <span className="ps-nowrap">
      {strings.decideBy} <When at={item.expiresAt} />
    </span>
  );
}
