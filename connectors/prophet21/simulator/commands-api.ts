import { randomUUID } from 'node:crypto';
import type { Json } from '@penstock/kernel';
import type { SimulatorReply, SimulatorRequest } from '@penstock/connector-sdk/simulator';
import { serverTime, type Company } from './company';
import { items, members, type Members, type WindowElement, WindowRefusal } from './transaction-set';
import { checkEdits, windows, type WindowDefinition } from './window-definitions';
import { commandSaves, transactionSaves, type SaveWindow } from './window-saves';

const saves: Readonly<Record<string, SaveWindow>> = { ...transactionSaves, ...commandSaves };
const state = { success: 1, failure: 2, blocked: 3 } as const;

interface OpenWindow {
  readonly id: string;
  readonly service: string;
  readonly definition: WindowDefinition;
  readonly values: Map<string, Map<string, string>>;
}

interface CommandResult {
  readonly status: number;
  readonly events?: readonly string[];
  readonly messages?: readonly string[];
}

/** `POST commands`: one window, driven step by step; what went wrong stands in the results, never in the HTTP status. */
export function createCommandsApi(company: Company, hasStrayDialog: () => boolean) {
  return (request: SimulatorRequest): SimulatorReply => {
    const commands = items(members(request.json())['Requests']).map(members);
    // An action that P21 does not know empties the whole answer.
    if (commands.some(({ Action }) => ![0, 1, 2, 5, 6, 9].includes(Number(Action)))) return { status: 204, body: '' };
    const session = createWindowSession(company, hasStrayDialog);
    const results = commands.map((command): Json => ({ Result: session.run(command, request), Data: null }));
    return { status: 200, body: { Status: 1, Results: results } };
  };
}

/** A window driven by commands, within one call or over many. */
export interface WindowSession {
  run(command: Members, request: SimulatorRequest): Json;
}

export const createWindowSession = (company: Company, hasStrayDialog: () => boolean): WindowSession =>
  new DrivenWindow(company, hasStrayDialog);

class DrivenWindow implements WindowSession {
  private window: OpenWindow | undefined;

  constructor(
    private readonly company: Company,
    private readonly hasStrayDialog: () => boolean,
  ) {}

  run(command: Members, request: SimulatorRequest): Json {
    const windowId = this.window?.id;
    const { status, events = [], messages = [] } = this.attempt(command, request);
    return {
      WindowId: this.window?.id ?? windowId ?? null,
      Status: status,
      Events: events.map((name) => ({ Name: name })),
      Messages: messages.map((text) => ({ Text: text, Type: 2 })),
    };
  }

  private attempt(command: Members, request: SimulatorRequest): CommandResult {
    try {
      const action = Number(command['Action']);
      return action === 6 ? this.save(request) : this.step(action, members(command['Args']));
    } catch (error) {
      if (error instanceof WindowRefusal) return { status: state.failure, messages: [error.message] };
      throw error;
    }
  }

  private step(action: number, args: Members): CommandResult {
    if (action === 0) return this.open(String(args['ServiceName'] ?? ''));
    const { window } = this;
    if (!window) throw new WindowRefusal('No window is open.');
    if (action === 2) return change(window, items(args['List']).map(members));
    if (action === 1) {
      this.window = undefined;
      return { status: state.success, events: ['windowclosed'] };
    }
    return { status: state.success, events: ['dwcontentchanged'] };
  }

  private open(service: string): CommandResult {
    const definition = windows[service];
    if (!definition)
      throw new WindowRefusal(`Window <<${service}>> is not available or user does not have permission to open it`);
    this.window = { id: randomUUID(), service, definition, values: new Map() };
    return { status: state.success, events: ['windowopened'] };
  }

  private save(request: SimulatorRequest): CommandResult {
    if (!this.window) throw new WindowRefusal('No window is open.');
    const { service, values } = this.window;
    if (this.hasStrayDialog()) return { status: state.blocked, events: ['windowopened'] };
    const save = saves[service];
    if (!save) throw new WindowRefusal('General Exception: The window cannot be saved.');
    const elements = [...values].map(([name, row]): WindowElement => ({ name, keys: [], rows: [row] }));
    const saved = save(this.company, elements);
    if (saved.effect) request.commit(saved.effect);
    else request.remember({ kind: 'change', data: { ...saved.changes, at: serverTime(this.company.clock) } });
    this.company.store.apply(saved.changes);
    return { status: state.success, events: ['savesucceeded'] };
  }
}

function change({ definition, values }: OpenWindow, fields: readonly Members[]): CommandResult {
  for (const { DatawindowName, FieldName, Value } of fields) {
    const name = Object.keys(definition).find((element) => element.endsWith(`.${String(DatawindowName)}`)) ?? '';
    const row = new Map([[String(FieldName), String(Value ?? '')]]);
    checkEdits(definition, [{ name, keys: [], rows: [row] }], false);
    values.set(name, new Map([...(values.get(name) ?? []), ...row]));
  }
  return { status: state.success, events: ['dwcontentchanged'] };
}
