import { route, writeRoute, type SimulatorReply, type SimulatorRequest, type SimulatorRoute } from '@penstock/connector-sdk/simulator';
import { Decimal, invariant, isJsonObject, type Json, type JsonObject } from '@penstock/kernel';
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
  /** What the v1 call of this path does: the other faces of the gateway are translations of it. */
  handle(path: string, call: ApiCall): SimulatorReply;
}

/** What every v1 call goes through: firewall, token, permission. All of v1 is POST with JSON, reads included. */
export function apiRoutes(gateway: Gateway, tokens: Tokens): ApiRoutes {
  const handlers = new Map<string, ApiHandler>();
  const handle = (path: string, call: ApiCall) => {
    const handler = handlers.get(path);
    invariant(handler, `the simulator knows ${path}`);
    if (gateway.store.switches.deniedPaths.includes(path)) return refused({ 981: 'Log in failed for insufficient permissions.' });
    gateway.catchUp(call.request);
    return handler(call);
  };
  const guarded = (path: string, handler: ApiHandler) => {
    handlers.set(path, handler);
    return answer(path);
  };
  const answer = (path: string) => (request: SimulatorRequest) => {
    if (isStopped(gateway, request)) return firewallPage;
    const user = tokens.userOf(request.headers.authorization);
    if (user === undefined) return oauthError('invalid_token');
    return handle(path, { request, user, gateway, body: member(request.json()) });
  };
  return {
    handle,
    read: (path, handler) => route('POST', `/v1/${path}`, guarded(path, handler)),
    write: (path, handler) => writeRoute('POST', `/v1/${path}`, guarded(path, handler)),
  };
}

/** The firewall in front of every face of the gateway: unusual characters, or the switch, get its page. */
export function isStopped(gateway: Gateway, request: SimulatorRequest): boolean {
  const { switches } = gateway.store;
  if (switches.firewallNext > 0) {
    gateway.remember(request, 'switches', { ...switches, firewallNext: switches.firewallNext - 1 });
    return true;
  }
  return /<\s*script|union\s+select/i.test(request.bodyText);
}

/** An object member, or an empty one. */
export const member = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});

/** Text members may come as numbers, e.g. `"9"` and `9` for a month. */
export const words = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' || value instanceof Decimal ? value.toString() : '';
