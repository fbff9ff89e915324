import { ConnectorFailure } from '@penstock/connector-sdk';
import { objectOf, structuredBody, textOf } from './answer';
import { failureOf, type P21Context } from './api';
import { jsonHeaders } from './auth';

/**
 * The slash before `?` matters: without it the middleware answers 307, and a redirected call arrives without its
 * Authorization header.
 */
const ROUTER_PATH = '/api/ui/router/v1/?urlType=external';

/** The UI server carries the Transaction API. @throws ConnectorFailure class `config` when it is on another host. */
export async function uiServerOf(context: P21Context): Promise<string> {
  const address = context.settings.uiServerUrl ?? (await askRouter(context));
  return onSameHost(address, context.settings.baseUrl);
}

async function askRouter({ http }: P21Context): Promise<string> {
  const response = await http.send({ method: 'GET', url: ROUTER_PATH, headers: jsonHeaders });
  const answer = structuredBody(response);
  // As JSON or XML an object with `Url`; a bare `<Url>` is its text.
  const address = textOf(objectOf(answer)['Url']) || textOf(answer);
  if (response.status === 200 && address !== '') return address;

  const failure = failureOf(response, 'read');
  throw new ConnectorFailure({
    class: failure?.class ?? 'config',
    code: failure?.class === 'auth' ? failure.code : 'P21_NO_UI_SERVER',
    message: `Prophet 21 did not name its UI server. ${failure?.message ?? 'Nothing was posted.'}`,
    remedy: 'Fill in the UI server address in the connection, usually the middleware address followed by /uiserver0.',
  });
}

function onSameHost(address: string, baseUrl: string): string {
  if (hostOf(address) === new URL(baseUrl).host) return address.replace(/\/+$/, '');
  throw new ConnectorFailure({
    class: 'config',
    code: 'P21_UI_SERVER_ELSEWHERE',
    message: `Prophet 21's UI server is at ${hostOf(address) || 'an unreadable address'}, but this connection may only reach ${new URL(baseUrl).host}. Nothing was posted.`,
    remedy:
      'Set the external address of the UI server in P21 to the middleware host, or fill in a UI server address on that host.',
  });
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : '';
}
