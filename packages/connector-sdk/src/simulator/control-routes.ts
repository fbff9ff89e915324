import type { Json } from '@penstock/kernel';
import { z } from 'zod';
import { faultsChange, type FaultPlan } from './faults';
import type { LoggedEffect } from './journal';
import { pageRoute, type SimulatorReply, type SimulatorRequest, type SimulatorRoute } from './routes';
import type { VirtualClock } from './virtual-clock';

export interface ControlSurface {
  readonly name: string;
  readonly faults: FaultPlan;
  readonly clock: VirtualClock;
  readonly effects: readonly LoggedEffect[];
  state(): Json;
  reset(): void;
}

const clockChange = z.strictObject({
  /** Added to the simulator's clock; negative turns it back. */
  advanceMs: z.number().int().optional(),
  /** ISO 8601 instant. */
  now: z.iso.datetime({ offset: true }).optional(),
  /** Back to the machine's clock. */
  follow: z.literal(true).optional(),
});

/** The switches every simulator has: state, faults, clock and reset. */
export function controlRoutes(surface: ControlSurface): readonly SimulatorRoute[] {
  const { name, faults, clock, effects } = surface;
  const clockNow = () => ({ now: isoOf(clock.now()) });
  return [
    pageRoute('GET', '/__sim/state', () => ({
      status: 200,
      body: {
        simulator: name,
        clock: isoOf(clock.now()),
        faults: faults.current(),
        effectCount: effects.length,
        ...(surface.state() as object),
      },
    })),
    pageRoute('GET', '/__sim/effects', () => ({ status: 200, body: JSON.stringify({ effects }), headers: jsonType })),
    pageRoute('GET', '/__sim/faults', () => ({ status: 200, body: faults.current() })),
    pageRoute('POST', '/__sim/faults', (request) =>
      withBody(request, faultsChange, () => ({ status: 200, body: faults.change(plainBody(request)) })),
    ),
    pageRoute('POST', '/__sim/clock', (request) =>
      withBody(request, clockChange, (change) => {
        if (change.follow) clock.follow();
        if (change.now !== undefined) clock.setNow(Date.parse(change.now));
        if (change.advanceMs !== undefined) clock.advance(change.advanceMs);
        return { status: 200, body: clockNow() };
      }),
    ),
    pageRoute('POST', '/__sim/reset', () => {
      clock.follow();
      faults.change({ clear: true, seed: faults.current().seed });
      surface.reset();
      return { status: 200, body: { reset: true } };
    }),
  ];
}

/** Runs `then` with the checked body of a `/__sim` call, or answers 400 with what is wrong. */
export function withBody<Body>(
  request: SimulatorRequest,
  schema: z.ZodType<Body>,
  then: (body: Body) => SimulatorReply | Promise<SimulatorReply>,
): SimulatorReply | Promise<SimulatorReply> {
  const parsed = schema.safeParse(plainBody(request));
  if (parsed.success) return then(parsed.data);
  return { status: 400, body: { error: 'invalid-body', issues: z.prettifyError(parsed.error) } };
}

/** Control bodies are read as plain JSON: rates and durations are ordinary numbers here, `0.10` included. */
function plainBody(request: SimulatorRequest): Record<string, never> {
  try {
    return request.bodyText.trim() === '' ? {} : (JSON.parse(request.bodyText) as Record<string, never>);
  } catch {
    return { 'the body is not JSON': undefined as never };
  }
}

const jsonType = { 'content-type': 'application/json; charset=utf-8' };

const isoOf = (ms: number): string => new Date(ms).toISOString();
