import type { ConnectionWeather } from '@penstock/contracts';
import { useState } from 'react';

/** The weather as it was when a person asked to hold or let go; given up when a colleague did either meanwhile. */
export function useHoldQuestion(weather: ConnectionWeather) {
  const [asked, setAsked] = useState<ConnectionWeather | null>(null);
  if (asked && asked.hold?.since !== weather.hold?.since) setAsked(null);
  return { asked, ask: () => setAsked(weather), giveUp: () => setAsked(null) };
}
