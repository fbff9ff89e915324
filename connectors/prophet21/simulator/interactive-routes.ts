import { randomUUID } from 'node:crypto';
import type { Json } from '@penstock/kernel';
import {
  route,
  writeRoute,
  type SimulatorReply,
  type SimulatorRequest,
  type SimulatorRoute,
} from '@penstock/connector-sdk/simulator';
import { createWindowSession, type WindowSession } from './commands-api';
import { guarded, UI_SERVER, type RouteParts } from './route-guards';
import { members, type Members } from './transaction-set';

/** `{uiserver}/api/ui/interactive`: windows held open between calls. One session per user; a second one is a 409. */
interface OpenSession {
  readonly id: string;
  readonly windows: Map<string, WindowSession>;
}

const failed = (status: number, message: string): SimulatorReply => ({
  status,
  body: { ErrorMessage: message, ErrorType: null },
});
const noWindow = failed(422, 'Window ID was not provided');

/** Where the routes keep what is open. */
interface Desk {
  session: OpenSession | undefined;
}

const base = `${UI_SERVER}/api/ui/interactive`;

export function interactiveRoutes(parts: RouteParts): readonly SimulatorRoute[] {
  const desk: Desk = { session: undefined };
  return [...sessionRoutes(parts, desk), ...windowRoutes(parts, desk), ...stepRoutes(parts, desk)];
}

function sessionRoutes(parts: RouteParts, desk: Desk): readonly SimulatorRoute[] {
  const open = (): SimulatorReply => {
    // A session that a client forgot, or that broke half-way, is in the way as well.
    if (desk.session) return failed(409, 'Session already exists.');
    desk.session = { id: randomUUID(), windows: new Map() };
    return { status: 200, body: sessionToApi(desk.session) };
  };
  const list = (): SimulatorReply => ({ status: 200, body: desk.session ? [sessionToApi(desk.session)] : [] });
  const end = (): SimulatorReply => {
    desk.session = undefined;
    return { status: 200, body: {} };
  };
  return [
    route('POST', `${base}/sessions/`, guarded(parts, open)),
    route('GET', `${base}/sessions`, guarded(parts, list)),
    route('DELETE', `${base}/sessions`, guarded(parts, end)),
  ];
}

function windowRoutes(parts: RouteParts, desk: Desk): readonly SimulatorRoute[] {
  const open = (request: SimulatorRequest): SimulatorReply => {
    if (!desk.session) return failed(401, 'Session was not found.');
    const window = createWindowSession(parts.company, parts.traps.hasStrayDialog);
    const answer = window.run({ Action: 0, Args: request.json() }, request) as { readonly WindowId?: string };
    if (answer.WindowId) desk.session.windows.set(answer.WindowId, window);
    return { status: 200, body: answer };
  };
  /** The body is the bare window id as a JSON string. */
  const save = (request: SimulatorRequest): SimulatorReply => {
    const id = request.json();
    const window = typeof id === 'string' ? desk.session?.windows.get(id) : undefined;
    return window ? { status: 200, body: window.run({ Action: 6 }, request) } : noWindow;
  };
  const close = ({ query }: SimulatorRequest): SimulatorReply => {
    desk.session?.windows.delete(query['windowId'] ?? '');
    return { status: 200, body: {} };
  };
  const tools = ({ query }: SimulatorRequest): SimulatorReply =>
    desk.session?.windows.has(query['windowId'] ?? '')
      ? {
          status: 200,
          body: [
            { Name: 'cb_save', Text: 'Save' },
            { Name: 'cb_close', Text: 'Close' },
          ],
        }
      : noWindow;
  return [
    route('POST', `${base}/v2/window`, guarded(parts, open)),
    writeRoute('PUT', `${base}/v2/data`, guarded(parts, save)),
    route('GET', `${base}/v2/tools`, guarded(parts, tools)),
    route('DELETE', `${base}/v2/window`, guarded(parts, close)),
  ];
}

/** Each call is one command in the window that its body names. */
function stepRoutes(parts: RouteParts, desk: Desk): readonly SimulatorRoute[] {
  const inWindow = (command: (body: Members) => Members) =>
    guarded(parts, (request) => {
      const body = members(request.json());
      const window = desk.session?.windows.get(String(body['WindowId'] ?? ''));
      if (!window) return noWindow;
      const answer = window.run(command(body), request);
      // A field that cannot be typed into is a refused call; a value that is refused is an answer.
      const disabled = /Column is disabled: \w+/.exec(JSON.stringify(answer))?.[0];
      return disabled === undefined ? { status: 200, body: answer } : failed(400, disabled);
    });
  return [
    route(
      'PUT',
      `${base}/v2/change`,
      inWindow(({ List = [] }) => ({ Action: 2, Args: { List } })),
    ),
    route(
      'PUT',
      `${base}/v2/tab`,
      inWindow(() => ({ Action: 5, Args: {} })),
    ),
    route(
      'POST',
      `${base}/v2/row`,
      inWindow((body) => ({ Action: 5, Args: body })),
    ),
    route(
      'PUT',
      `${base}/v2/row`,
      inWindow((body) => ({ Action: 5, Args: body })),
    ),
    // A tool may save, so the answer to it can be lost like that of a save.
    writeRoute(
      'POST',
      `${base}/v2/tools`,
      inWindow(({ ToolName }) => (ToolName === 'cb_save' ? { Action: 6 } : { Action: 9, Args: {} })),
    ),
  ];
}

const sessionToApi = ({ id }: OpenSession): Json => ({
  Id: id,
  Status: 'Active',
  Properties: [{ Properties: { fullversion: '26.1.5950.0', shortversion: '26.1' } }],
});
