import type { ConnectionWeather } from '@penstock/contracts';
import { Status } from '../../../shared/ui/status';
import { weatherLooks } from '../model/weather-looks';
import { strings } from '../strings';

/** Word and icon, and how many runs wait. */
export function WeatherBadge({ weather }: { readonly weather: ConnectionWeather | undefined }) {
  if (!weather) return <span className="ps-dimmed">–</span>;
  return (
    <span className="ps-filters" title={weather.reason}>
      <Status look={weatherLooks[weather.state]} />
      {weather.held.runs > 0 && <span className="ps-meta ps-nowrap">{strings.runsWait(weather.held.runs)}</span>}
    </span>
  );
}
