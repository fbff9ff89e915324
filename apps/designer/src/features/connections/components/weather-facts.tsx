import type { ConnectionWeather } from '@penstock/contracts';
import { formatExact } from '../../../shared/lib/format-time';
import { When } from '../../../shared/ui/values';
import { strings } from '../strings';
import { HeldWork } from './held-work';
import { WeatherBadge } from './weather-badge';

const percent = new Intl.NumberFormat(undefined, { style: 'percent' });

/** What the weather is, why, what waits for it, and what happens next. */
export function WeatherFacts({ weather }: { readonly weather: ConnectionWeather }) {
  const { state, since, reason, remedy, held, recent, maintenance, nextProbeAt, loadShare } = weather;
  return (
    <div>
      <div className="ps-filters" role="status">
        <WeatherBadge weather={weather} />
        {since !== null && state !== 'clear' && (
          <span className="ps-meta">
            {strings.since} <When at={since} />
          </span>
        )}
      </div>
      {reason !== '' && <p>{reason}</p>}
      {remedy !== null && <p>{remedy}</p>}
      <dl className="ps-weather__facts">
        <dt>{strings.waiting}</dt>
        <dd>{held.runs === 0 ? strings.nothingWaits : <HeldWork held={held} />}</dd>
        <dt>{strings.recentAnswers}</dt>
        <dd>
          {recent.failureShare === null
            ? strings.noCalls
            : strings.failed(recent.failures, recent.calls, percent.format(recent.failureShare))}
        </dd>
        {state === 'recovering' && (
          <>
            <dt>{strings.load}</dt>
            <dd>{percent.format(loadShare)}</dd>
          </>
        )}
        {nextProbeAt !== null && (
          <>
            <dt>{strings.nextProbe}</dt>
            <dd>{formatExact(nextProbeAt)}</dd>
          </>
        )}
        {maintenance.next && (
          <>
            <dt>{strings.nextMaintenance}</dt>
            <dd>
              {formatExact(maintenance.next.from)} – {formatExact(maintenance.next.to)}
            </dd>
          </>
        )}
      </dl>
    </div>
  );
}
