import { Stack } from '@mantine/core';
import type { ShadowedRun, ShadowRunResult } from '@penstock/contracts';
import { Link } from '@tanstack/react-router';
import { moneyRows } from '../../../../shared/lib/difference-rows';
import { runLabel } from '../../../../shared/lib/run-columns';
import { DifferenceTable } from '../../../../shared/ui/difference-table';
import { EmptyState } from '../../../../shared/ui/notices';
import { Panel } from '../../../../shared/ui/page';
import { shortened, When } from '../../../../shared/ui/values';
import { shadowRows } from '../model/shadow-rows';
import { strings } from '../strings';

const columns = { place: strings.place, before: strings.before, after: strings.after };

/** How many would differ and by how much money, then each of them place by place. */
export function ShadowRunResultView({ result: { summary, runs, leftOut } }: { readonly result: ShadowRunResult }) {
  const money = moneyRows(summary.moneyBefore, summary.moneyAfter);
  const different = runs.map((run) => ({ run, rows: shadowRows(run) })).filter(({ rows }) => rows.length > 0);
  if (summary.compared === 0 && leftOut.length === 0) return <EmptyState title={strings.title}>{strings.none}</EmptyState>;
  return (
    <Stack gap="md" aria-live="polite">
      <div className={summary.different > 0 ? 'ps-notice ps-notice--attention' : 'ps-notice'} role="status">
        <div className="ps-notice__title">{strings.outcome(summary.compared, summary.different)}</div>
        {money.length === 0 && summary.compared > 0 && <div>{strings.sameMoney}</div>}
        {summary.withoutRecording > 0 && <div>{strings.withoutRecording(summary.withoutRecording)}</div>}
      </div>
      {money.length > 0 && (
        <Panel title={strings.money}>
          <DifferenceTable label={strings.money} columns={columns} rows={money} />
        </Panel>
      )}
      {different.map(({ run, rows }) => (
        <Panel key={run.runId} title={nameOf(run)} actions={<RunLink run={run} />}>
          <DifferenceTable label={`${strings.differences}: ${nameOf(run)}`} columns={columns} rows={rows} />
        </Panel>
      ))}
      {leftOut.length > 0 && (
        <Panel title={strings.leftOutCount(leftOut.length)}>
          <ul className="ps-panel__body" style={{ margin: 0, paddingLeft: 28 }}>
            {leftOut.map(({ runId, message }) => (
              <li key={runId}>
                <span className="ps-mono">{shortened(runId)}</span> {message}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Stack>
  );
}

const nameOf = ({ labels, runId }: ShadowedRun): string => runLabel(labels) ?? shortened(runId);

const RunLink = ({ run: { runId, createdAt, versionNumber } }: { readonly run: ShadowedRun }) => (
  <span className="ps-meta">
    <When at={createdAt} /> ·{' '}
    <Link to="/runs/$runId" params={{ runId }}>
      v{versionNumber}
    </Link>
  </span>
);
