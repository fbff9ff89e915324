import { parseJson, type Json } from '@penstock/kernel';
import type { SimulatorEffect, SimulatorFact } from './journal';

export interface SimulatorRequest {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyText: string;
  /** The body as lossless JSON; an empty body is `{}`. @throws MalformedBody which answers 400. */
  json(): Json;
  /** The body as form fields. */
  form(): Readonly<Record<string, string>>;
  /** Call it once the remote has done something for good, before returning the answer. */
  commit(effect: SimulatorEffect): void;
  remember(fact: SimulatorFact): void;
}

export interface SimulatorReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is; anything else as JSON with exact decimals. */
  readonly body?: unknown;
}

export type SimulatorHandler = (request: SimulatorRequest) => SimulatorReply | Promise<SimulatorReply>;

export interface SimulatorRoute {
  readonly method: string;
  /** `/v1/things/:id`; a last segment `*` takes the rest of the path as `params.rest`. */
  readonly pattern: string;
  readonly handler: SimulatorHandler;
  /** Reads and writes of the simulated API suffer faults; pages for people do not. */
  readonly faults: boolean;
  readonly writes: boolean;
}

/** A read, or a call without effect such as a token request. */
export const route = (method: string, pattern: string, handler: SimulatorHandler): SimulatorRoute =>
  ({ method, pattern, handler, faults: true, writes: false });

/** A call that commits effects: only these can be committed late. */
export const writeRoute = (method: string, pattern: string, handler: SimulatorHandler): SimulatorRoute =>
  ({ method, pattern, handler, faults: true, writes: true });

/** Pages and scripts for people, and further `/__sim/…` switches: never hit by faults. */
export const pageRoute = (method: string, pattern: string, handler: SimulatorHandler): SimulatorRoute =>
  ({ method, pattern, handler, faults: false, writes: false });

export interface RouteMatch {
  readonly route: SimulatorRoute;
  readonly params: Readonly<Record<string, string>>;
}

export type RouteFinder = (method: string, path: string) => RouteMatch | 'method-not-allowed' | 'not-found';

/** Fixed paths are found by one look-up (benchmarks run against simulators); patterns are tried in order. */
export function createRouteFinder(routes: readonly SimulatorRoute[]): RouteFinder {
  const fixed = new Map<string, RouteMatch>();
  const patterns: { readonly route: SimulatorRoute; readonly segments: readonly string[] }[] = [];
  for (const route of routes) {
    const key = `${route.method} ${route.pattern}`;
    if (/[:*]/.test(route.pattern)) patterns.push({ route, segments: route.pattern.split('/') });
    else if (!fixed.has(key)) fixed.set(key, { route, params: {} });
  }
  const fixedPaths = new Set(routes.map(({ pattern }) => pattern));
  return (method, path) => {
    const hit = fixed.get(`${method} ${path}`);
    if (hit) return hit;
    let pathKnown = fixedPaths.has(path);
    for (const { route, segments } of patterns) {
      const params = matchSegments(segments, path.split('/'));
      if (params && route.method === method) return { route, params };
      pathKnown ||= params !== undefined;
    }
    return pathKnown ? 'method-not-allowed' : 'not-found';
  };
}

function matchSegments(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [index, segment] of pattern.entries()) {
    if (segment === '*') return { ...params, rest: path.slice(index).join('/') };
    const actual = path[index];
    if (actual === undefined) return undefined;
    if (segment.startsWith(':')) params[segment.slice(1)] = safeDecode(actual);
    else if (segment !== actual) return undefined;
  }
  return pattern.length === path.length ? params : undefined;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const jsonOf = (bodyText: string): Json => (bodyText.trim() === '' ? {} : parseJson(bodyText));

export const formOf = (bodyText: string): Record<string, string> => Object.fromEntries(new URLSearchParams(bodyText));
