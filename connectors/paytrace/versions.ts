import { ConnectorFailure } from '@penstock/connector-sdk';
import type { PayTraceContext } from './answers';

interface Ways<Answer> {
  readonly v1?: () => Promise<Answer>;
  readonly v3?: () => Promise<Answer>;
}

/**
 * Takes the way of the API that the account uses.
 * @throws ConnectorFailure `PAYTRACE_NOT_IN_THIS_API`, before anything is sent, when public material shows no such call there.
 */
export async function byVersion<Answer>({ settings }: PayTraceContext, what: string, ways: Ways<Answer>): Promise<Answer> {
  const way = ways[settings.apiVersion];
  if (way) return way();
  throw new ConnectorFailure({
    class: 'config',
    code: 'PAYTRACE_NOT_IN_THIS_API',
    message: `The connection uses PayTrace API ${settings.apiVersion}, for which no way to ${what} is known. Nothing was sent.`,
    remedy: 'Use an action this version has (see the connector’s page), or change the API version if the account allows it.',
  });
}
