import { route, writeRoute, type SimulatorReply, type SimulatorRequest, type SimulatorRoute } from '@penstock/connector-sdk/simulator';
import { Decimal, type Json, type JsonObject } from '@penstock/kernel';
import type { Gateway } from './gateway';
import { firewallPage, oauthError, refused } from './replies';
import type { Tokens } from './token-routes';

export interface ApiCall {
  readonly request: SimulatorRequest;
  readonly body: JsonObject;
  /** The API user of the token. */
  readonly user: string;
  readonly gateway: Gateway;
}

export type ApiHandler = (call: ApiCall) => SimulatorReply;

export interface ApiRoutes {
  read(path: string, handler: ApiHandler): SimulatorRoute;
  write(path: string, handler: ApiHandler): SimulatorRoute;
}

/** What every v1 call goes through: firewall, token, permission. All of v1 is POST with JSON, reads included. */
export function apiRoutes(gateway: Gateway, tokens: Tokens): ApiRoutes {
  const guarded = (path: string, handler: ApiHandler) => (request: SimulatorRequest) => {
    const { switches } = gateway.store;
    if (switches.firewallNext > 0) {
      gateway.remember(request, 'switches', { ...switches, firewallNext: switches.firewallNext - 1 });
      return firewallPage;
    }
    if (/<\s*script|union\s+select/i.test(request.bodyText)) return firewallPage;
    const user = tokens.userOf(request.headers.authorization);
    if (user === undefined) return oauthError('invalid_token');
    if (switches.deniedPaths.includes(path)) return refused({ 981: 'Log in failed for insufficient permissions.' });
    gateway.settleDue(request);
    return handler({ request, user, gateway, body: member(request.json()) });
  };
  return {
    read: (path, handler) => route('POST', `/v1/${path}`, guarded(path, handler)),
    write: (path, handler) => writeRoute('POST', `/v1/${path}`, guarded(path, handler)),
  };
}

/** An object member, or an empty one. */
export const member = (value: Json | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Decimal) ? (value as JsonObject) : {};

/** Text members may come as numbers, e.g. `"9"` and `9` for a month. */
export const words = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' || value instanceof Decimal ? value.toString() : '';
