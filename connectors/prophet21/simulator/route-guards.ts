import type { SimulatorHandler, SimulatorReply } from '@penstock/connector-sdk/simulator';
import type { Company } from './company';
import type { SessionTokens } from './session-tokens';
import type { TrapSwitches } from './simulator-traps';
import type { TransactionApi } from './transaction-api';
import { negotiated } from './xml-reply';

export interface RouteParts {
  readonly company: Company;
  readonly tokens: SessionTokens;
  readonly traps: TrapSwitches;
  readonly transactions: TransactionApi;
  readonly commands: SimulatorHandler;
}

export const UI_SERVER = '/uiserver0';

export const unauthorized: SimulatorReply = {
  status: 401,
  body: { error: 'invalid_token', error_description: 'The access token is missing, expired or unknown.' },
};

export const withToken =
  ({ tokens }: RouteParts, handler: SimulatorHandler): SimulatorHandler =>
  (request) =>
    tokens.isValid(request) ? handler(request) : unauthorized;

/** As the REST families and the UI server do: XML where the Accept header does not ask for JSON. OData never does that. */
export const guarded = (parts: RouteParts, handler: SimulatorHandler): SimulatorHandler =>
  withToken(parts, async (request) => negotiated(await handler(request), request.headers['accept']));

/** A missing slash at the end: redirected, and most clients lose their Authorization header on the way. */
export const redirectTo = (location: string): SimulatorReply => ({ status: 307, headers: { location }, body: '' });
