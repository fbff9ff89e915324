import type { Run } from '@penstock/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { durationBetween, formatDuration } from '../../../shared/lib/format-time';
import { labelTitle } from '../../../shared/lib/run-columns';
import { Identifier, Money, When } from '../../../shared/ui/values';
import { strings } from '../strings';

export function RunFacts({ run }: { readonly run: Run }) {
  const took = durationBetween(run.createdAt, run.finishedAt);
  const { amount, currency, ...labels } = run.labels;
  return (
    <dl className="ps-run__facts" style={{ margin: 0 }}>
      {Object.entries(labels).map(([name, value]) => (
        <Fact key={name} title={labelTitle(name)}>
          <Identifier value={value} />
        </Fact>
      ))}
      {amount !== undefined && (
        <Fact title={strings.amount}>
          <Money amount={amount} currency={currency ?? null} />
        </Fact>
      )}
      <Fact title={strings.started}>
        <When at={run.createdAt} />
      </Fact>
      <Fact title={strings.took}>{took === null ? '–' : formatDuration(took)}</Fact>
      <Fact title={strings.attempts}>{run.attempts}</Fact>
      <Fact title={strings.version}>
        <Link to="/flows/$flowId" params={{ flowId: run.flowId }}>
          v{run.versionNumber}
        </Link>
      </Fact>
      {run.nextAt !== null && (
        <Fact title={strings.nextLook}>
          <When at={run.nextAt} />
        </Fact>
      )}
      <Fact title={strings.event}>
        <Link to="/events" search={{ event: run.eventId }} className="ps-mono">
          …{run.eventId.slice(-8)}
        </Link>
      </Fact>
    </dl>
  );
}

function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="ps-run__fact">
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
