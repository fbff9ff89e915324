import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { lastRunsQuery } from '../../../shared/api/run-queries';
import { EmptyState, RowsSkeleton } from '../../../shared/ui/notices';
import { Panel } from '../../../shared/ui/page';
import { RunsTable } from '../../../shared/ui/runs-table';
import { strings } from '../strings';

const shownRuns = 12;
/** Beside status, flow, amount and times, what fits at 1280 px. */
const shownLabels = 3;

export function LastRuns() {
  const { environment } = useCurrentEnvironment();
  const { data } = useQuery(lastRunsQuery(useApi(), { environment: environment.key }, shownRuns));
  return (
    <Panel title={strings.lastRuns} actions={<Link to="/runs">{strings.allRuns}</Link>}>
      {!data && <RowsSkeleton />}
      {data && data.items.length === 0 && (
        <EmptyState title={strings.noRunsTitle} action={<Link to="/flows">{strings.openFlows}</Link>}>
          {strings.noRuns}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <div className="ps-last-runs" tabIndex={0} role="group" aria-label={strings.lastRuns}>
          <RunsTable runs={data.items} mostLabels={shownLabels} />
        </div>
      )}
    </Panel>
  );
}
