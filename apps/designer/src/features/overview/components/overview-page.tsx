import { Skeleton } from '@mantine/core';
import type { Overview } from '@penstock/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApi } from '../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../shared/api/current-environment';
import { overviewQuery } from '../../../shared/api/run-queries';
import { formatDuration } from '../../../shared/lib/format-time';
import { ProblemNotice } from '../../../shared/ui/notices';
import { Page } from '../../../shared/ui/page';
import { Money } from '../../../shared/ui/values';
import { strings } from '../strings';
import { Figure } from './figure';
import { LastRuns } from './last-runs';
import '../overview.css';

export function OverviewPage() {
  const { environment } = useCurrentEnvironment();
  const { data: figures, error, refetch } = useQuery(overviewQuery(useApi(), environment.key));
  return (
    <Page title={strings.title}>
      {error && <ProblemNotice error={error} retry={() => void refetch()} />}
      {figures ? <Figures figures={figures} /> : !error && <Skeleton height={88} />}
      <LastRuns />
    </Page>
  );
}

function Figures({ figures }: { readonly figures: Overview }) {
  return (
    <div className="ps-figures">
      <Figure label={strings.received} hint={strings.receivedHint} value={figures.receivedToday} />
      <Figure label={strings.succeeded} hint={strings.succeededHint} value={figures.succeededToday} />
      <Figure label={strings.inFlight} hint={strings.inFlightHint} value={figures.inFlight} />
      <Figure
        label={strings.attention}
        hint={strings.attentionHint}
        value={<Link to="/attention">{figures.needsAttention}</Link>}
        raised={figures.needsAttention > 0}
      />
      <Figure
        label={strings.atRisk}
        hint={strings.atRiskHint}
        value={figures.moneyAtRisk.length === 0 ? strings.noRisk : <FigureSums sums={figures.moneyAtRisk} />}
        raised={figures.moneyAtRisk.length > 0}
      />
      <Figure
        label={strings.inDoubt}
        hint={strings.inDoubtHint}
        value={figures.moneyInDoubt.length === 0 ? strings.noRisk : <FigureSums sums={figures.moneyInDoubt} />}
      />
      <Figure
        label={strings.speed}
        hint={strings.speedHint}
        value={figures.p95Ms === null ? '–' : formatDuration(figures.p95Ms)}
      />
      <Figure
        label={strings.unrouted}
        hint={strings.unroutedHint}
        value={
          <Link to="/events" search={{ state: 'unrouted' }}>
            {figures.unrouted}
          </Link>
        }
        raised={figures.unrouted > 0}
      />
    </div>
  );
}

function FigureSums({ sums }: { readonly sums: Overview['moneyAtRisk'] }) {
  return (
    <>
      {sums.map(({ currency, amount }) => (
        <div key={currency}>
          <Money amount={amount} currency={currency} />
        </div>
      ))}
    </>
  );
}
