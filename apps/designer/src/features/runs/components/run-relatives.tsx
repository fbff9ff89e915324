import type { RunFamily, RunLink } from '@penstock/contracts';
import { Link } from '@tanstack/react-router';
import { RunStatusBadge } from '../../../shared/ui/status';
import { shortened, When } from '../../../shared/ui/values';
import { strings } from '../strings';

/** The runs around this one: who started it, what it started, what it repeats and what repeats it. */
export function RunRelatives({ family }: { readonly family: RunFamily }) {
  const lines = [
    { title: strings.parent, runs: family.parent ? [family.parent] : [] },
    { title: strings.children, runs: family.children },
    { title: strings.original, runs: family.original ? [family.original] : [] },
    { title: strings.repeats, runs: family.repeats },
  ].filter(({ runs }) => runs.length > 0);
  if (lines.length === 0) return null;
  return (
    <dl className="ps-definitions">
      {lines.map(({ title, runs }) => (
        <Relatives key={title} title={title} runs={runs} />
      ))}
    </dl>
  );
}

function Relatives({ title, runs }: { readonly title: string; readonly runs: readonly RunLink[] }) {
  return (
    <>
      <dt>{title}</dt>
      <dd className="ps-run__relatives">
        {runs.map(({ runId, flowName, status, createdAt }) => (
          <span key={runId} className="ps-nowrap">
            <Link to="/runs/$runId" params={{ runId }}>
              {flowName} <span className="ps-mono">{shortened(runId)}</span>
            </Link>{' '}
            <RunStatusBadge status={status} />{' '}
            <span className="ps-dimmed">
              <When at={createdAt} />
            </span>
          </span>
        ))}
      </dd>
    </>
  );
}
