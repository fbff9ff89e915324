import type { ConnectionWeather } from '@penstock/contracts';
import { Status } from '../../../shared/ui/status';
import { weatherLooks } from '../model/weather-looks';

/** Word and icon; the reason when pointed at. */
export function WeatherBadge({ weather }: { readonly weather: ConnectionWeather | undefined }) {
  if (!weather) return <span className="ps-dimmed">–</span>;
  return (
    <span title={weather.reason}>
      <Status look={weatherLooks[weather.state]} />
    </span>
  );
}
