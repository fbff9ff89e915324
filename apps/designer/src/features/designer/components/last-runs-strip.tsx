import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { flowQuery } from '../../../shared/api/flow-queries';
import { formatWhen } from '../../../shared/lib/format-time';
import { useNow } from '../../../shared/lib/use-now';
import { RunStatusBadge, runStatusLooks } from '../../../shared/ui/status';
import { useEditorState } from '../model/editor-context';
import type { RunOverlay } from '../model/use-run-overlay';
import { strings } from '../strings';

interface LastRunsStripProps {
  readonly overlay: Pick<RunOverlay, 'lastRuns' | 'run'>;
  onChoose(runId: string | null): void;
}

/** The newest runs of this flow; one of them may be on the canvas. */
export function LastRunsStrip({ overlay: { lastRuns, run }, onChoose }: LastRunsStripProps) {
  return (
    <footer className="ps-runs-strip" aria-label={strings.lastRuns}>
      <span className="ps-meta">{strings.lastRuns}</span>
      {lastRuns?.length === 0 && <NoRuns />}
      <div className="ps-runs-strip__list">
        {lastRuns?.map((item) => (
          <RunChip key={item.id} run={item} isShown={item.id === run?.id} onShow={() => onChoose(item.id)} />
        ))}
      </div>
      {run && (
        <span className="ps-runs-strip__shown">
          <RunStatusBadge status={run.status} />
          <Link to="/runs/$runId" params={{ runId: run.id }}>
            {strings.openRun}
          </Link>
          <Tooltip label={strings.hideRun}>
            <ActionIcon aria-label={strings.hideRun} size={24} onClick={() => onChoose(null)}>
              <IconX size={15} />
            </ActionIcon>
          </Tooltip>
        </span>
      )}
    </footer>
  );
}

/** Without a deployment in this environment no event can come. */
function NoRuns() {
  const flowId = useEditorState((state) => state.flowId);
  const { environment } = useCurrentEnvironment();
  const { data: flow } = useQuery(flowQuery(useApi(), flowId));
  if (!flow) return null;
  const isDeployed = flow.deployments.some((deployed) => deployed.environment === environment.key);
  return (
    <span className="ps-meta">
      {isDeployed ? `${strings.noRuns}. ${strings.noRunsDeployed}.` : `${strings.notDeployed}.`}
    </span>
  );
}

interface RunChipProps {
  readonly run: NonNullable<RunOverlay['lastRuns']>[number];
  readonly isShown: boolean;
  onShow(): void;
}

function RunChip({ run, isShown, onShow }: RunChipProps) {
  const now = useNow();
  const { icon: StatusIcon, tone, word } = runStatusLooks[run.status];
  const name =
    run.labels['invoice'] ?? run.labels['order'] ?? Object.values(run.labels)[0] ?? formatWhen(run.createdAt, now);
  return (
    <button
      type="button"
      className="ps-run-chip ps-fade-in"
      aria-pressed={isShown}
      title={`${word}, ${formatWhen(run.createdAt, now)}`}
      aria-label={`Show run ${name}: ${word}`}
      onClick={onShow}
    >
      <StatusIcon size={14} stroke={2} aria-hidden className={`ps-status--${tone}`} />
      {name}
    </button>
  );
}
