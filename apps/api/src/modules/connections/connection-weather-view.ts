import type { ConnectionWeather, WeatherState } from '@penstock/contracts';
import {
  compileMaintenance,
  defaultBreakerSettings,
  defaultLimiterSettings,
  letsThrough,
  loadShare,
  noLimits,
  rateNow,
  type BreakerRecord,
  type Closing,
  type ConnectionLimits,
  type RateLimiter,
} from '@penstock/engine';

/** A connection with its shared state and what waits for it, as the database has them. */
export interface WeatherFacts {
  readonly id: string;
  readonly name: string;
  readonly limits: Partial<ConnectionLimits>;
  readonly state: BreakerRecord['state'] | null;
  readonly cause: BreakerRecord['cause'];
  readonly since: Date | null;
  readonly probe_at: Date | null;
  readonly failure: { readonly message?: string; readonly remedy?: string } | null;
  readonly hold_reason: string | null;
  readonly held_by: string | null;
  readonly held_since: Date | null;
  readonly learned_rate: number | null;
  readonly factor: number | null;
  readonly throttled_at: Date | null;
  readonly blocked_until: Date | null;
  readonly calls: number;
  readonly failures: number;
  readonly runs: number;
  readonly money: readonly { readonly currency: string; readonly amount: string }[];
}

/** The weather as people read it. */
export function weatherView(facts: WeatherFacts, now: number): ConnectionWeather {
  const limits: ConnectionLimits = { ...noLimits, ...facts.limits };
  const calendar = compileMaintenance(limits.maintenance);
  const closing = calendar.current(now);
  const breaker = breakerOf(facts);
  const limiter = limiterOf(facts);
  const state = stateOf(facts, { closing, breaker, limiter, now });
  return {
    connectionId: facts.id,
    state,
    since: sinceOf(facts, state, closing),
    ...wordsOf(facts, state, closing),
    nextProbeAt: breaker.state === 'open' ? iso(breaker.probeAt) : null,
    held: { runs: facts.runs, money: [...facts.money] },
    recent: { calls: facts.calls, failures: facts.failures, failureShare: facts.calls === 0 ? null : facts.failures / facts.calls },
    loadShare: facts.hold_reason !== null || closing ? 0 : loadShare(breaker, now, defaultBreakerSettings),
    ratePerSecondNow: rateNow(limiter, limits.ratePerSecond, { now, settings: defaultLimiterSettings }),
    hold: facts.hold_reason === null ? null : { reason: facts.hold_reason, by: facts.held_by ?? '', since: iso(timeOf(facts.held_since) ?? now) as string },
    limits: { ...limits, maintenance: [...limits.maintenance] } as ConnectionWeather['limits'],
    maintenance: { now: spanOf(closing), next: spanOf(calendar.next(now)) },
  };
}

interface Conditions {
  readonly closing: Closing | null;
  readonly breaker: BreakerRecord;
  readonly limiter: RateLimiter;
  readonly now: number;
}

function stateOf(facts: WeatherFacts, { closing, breaker, limiter, now }: Conditions): WeatherState {
  if (facts.hold_reason !== null) return 'held';
  if (closing) return 'maintenance';
  if (breaker.state === 'half-open') return 'probing';
  if (!letsThrough(breaker.state)) return breaker.cause === 'credentials' ? 'credentials' : 'down';
  if (loadShare(breaker, now, defaultBreakerSettings) < 1) return 'recovering';
  const pace = rateNow(limiter, facts.limits.ratePerSecond ?? null, { now, settings: defaultLimiterSettings });
  const isSlowed = pace !== null && pace < (facts.limits.ratePerSecond ?? Infinity);
  return isSlowed || (limiter.blockedUntil ?? 0) > now ? 'throttled' : 'clear';
}

function wordsOf(facts: WeatherFacts, state: WeatherState, closing: Closing | null): { reason: string; remedy: string | null } {
  const last = facts.failure?.message ?? '';
  const remedy = facts.failure?.remedy ?? null;
  switch (state) {
    case 'held':
      return { reason: `${facts.held_by ?? 'Somebody'} holds this connection: ${facts.hold_reason ?? ''}. Nothing is sent meanwhile.`, remedy: 'Resume it when calls may go again. The runs that wait go on by themselves then.' };
    case 'maintenance':
      return { reason: `Planned maintenance until ${iso(closing?.to ?? null) ?? ''}. Nothing is sent meanwhile.`, remedy: 'Nothing to do: the runs that wait go on by themselves afterwards.' };
    case 'credentials':
      return { reason: `The other system refuses the sign-in, so nothing is sent. ${last}`.trim(), remedy: remedy ?? 'Enter the credentials again and save: the connection is tried at once.' };
    case 'down':
      return { reason: `Too many calls failed, so nothing is sent until the other system answers again. ${last}`.trim(), remedy: remedy ?? 'Nothing to do here: it is asked regularly, and the runs that wait go on by themselves.' };
    case 'probing':
      return { reason: 'The other system is being asked whether it is back. Nothing else is sent meanwhile.', remedy: null };
    case 'recovering':
      return { reason: 'The other system is back. The load is raised in steps.', remedy: null };
    case 'throttled':
      return { reason: 'The other system asked for fewer calls. The pace was halved and rises again by itself.', remedy: 'If this happens often, set a lower rate.' };
    case 'clear':
      return { reason: '', remedy: null };
  }
}

function sinceOf(facts: WeatherFacts, state: WeatherState, closing: Closing | null): string | null {
  if (state === 'held') return iso(timeOf(facts.held_since));
  if (state === 'maintenance') return iso(closing?.from ?? null);
  return state === 'throttled' ? iso(timeOf(facts.throttled_at)) : iso(timeOf(facts.since));
}

const breakerOf = (facts: WeatherFacts): BreakerRecord => ({
  state: facts.state ?? 'closed',
  cause: facts.cause,
  since: timeOf(facts.since) ?? 0,
  probeAt: timeOf(facts.probe_at),
  openings: 0,
});
const limiterOf = (facts: WeatherFacts): RateLimiter => ({
  learnedRate: facts.learned_rate,
  factor: facts.factor ?? 1,
  throttledAt: timeOf(facts.throttled_at),
  blockedUntil: timeOf(facts.blocked_until),
});
const timeOf = (date: Date | null): number | null => date?.getTime() ?? null;
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const spanOf = (closing: Closing | null): ConnectionWeather['maintenance']['now'] =>
  closing && { from: iso(closing.from) as string, to: iso(closing.to) as string };
