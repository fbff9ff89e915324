import type { Run } from '@penstock/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { durationBetween, formatDuration } from '../lib/format-time';
import { hasAmounts, labelColumns, labelTitle } from '../lib/run-columns';
import { RunStatusBadge } from './status';
import { Money, When, shortened } from './values';

interface RunsTableProps {
  readonly runs: readonly Run[];
  /** Rows of a virtualised list: what is in the window, with fillers around it. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  /** Runs that decide the columns, when `runs` is only a window. */
  readonly columnsFrom?: readonly Run[];
  /** Business columns at most, where there is less room. */
  readonly mostLabels?: number;
}

export function RunsTable({ runs, before, after, columnsFrom = runs, mostLabels }: RunsTableProps) {
  const labels = labelColumns(columnsFrom, mostLabels);
  const withAmounts = hasAmounts(columnsFrom);
  return (
    <table className="ps-table ps-table--runs">
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col">Flow</th>
          {labels.map((label) => (
            <th key={label} scope="col">
              {labelTitle(label)}
            </th>
          ))}
          {withAmounts && (
            <th scope="col" className="ps-number">
              Amount
            </th>
          )}
          <th scope="col">Started</th>
          <th scope="col" className="ps-number">
            Took
          </th>
          <th scope="col">Run</th>
        </tr>
      </thead>
      <tbody>
        {before}
        {runs.map((run) => (
          <RunRow key={run.id} run={run} labels={labels} withAmounts={withAmounts} />
        ))}
        {after}
      </tbody>
    </table>
  );
}

interface RunRowProps {
  readonly run: Run;
  readonly labels: readonly string[];
  readonly withAmounts: boolean;
}

function RunRow({ run, labels, withAmounts }: RunRowProps) {
  const took = durationBetween(run.createdAt, run.finishedAt);
  const amount = run.labels['amount'];
  return (
    <tr className="ps-fade-in">
      <td>
        <RunStatusBadge status={run.status} />
      </td>
      <td className="ps-table__main">
        <Link className="ps-row-link" to="/runs/$runId" params={{ runId: run.id }} title={run.flowName}>
          {run.flowName}
        </Link>{' '}
        <span className="ps-meta">v{run.versionNumber}</span>
      </td>
      {labels.map((label) => (
        <td key={label} className="ps-nowrap">
          {run.labels[label] ?? <span className="ps-dimmed">–</span>}
        </td>
      ))}
      {withAmounts && (
        <td className="ps-number">
          {amount === undefined ? '–' : <Money amount={amount} currency={run.labels['currency'] ?? null} />}
        </td>
      )}
      <td>
        <When at={run.createdAt} />
      </td>
      <td className="ps-number">{took === null ? '–' : formatDuration(took)}</td>
      <td className="ps-mono ps-nowrap ps-dimmed" title={run.id}>
        {shortened(run.id)}
      </td>
    </tr>
  );
}
