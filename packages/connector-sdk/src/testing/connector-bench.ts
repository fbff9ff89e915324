import { invariant, type Clock, type Json } from '@penstock/kernel';
import type { AnyAction, ConnectorContext, ConnectorDefinition, EffectContract, InstantRange, PollPage, TriggerEvent, Verdict } from '../definition';
import type { CodeSandbox } from '../code-sandbox';
import type { FileStorage } from '../file-storage';
import type { HttpClient } from '../http';
import type { MailClient } from '../mail';
import type { SftpClient } from '../sftp';

export interface ConnectorBenchOptions {
  readonly http: HttpClient;
  /** Connection settings as a person would enter them; parsed by the connector's own schema. */
  readonly settings: unknown;
  readonly clock: Clock;
  readonly pause?: (ms: number) => Promise<void>;
  readonly sandbox?: CodeSandbox;
  readonly mail?: MailClient;
  readonly files?: FileStorage;
  readonly sftp?: SftpClient;
}

/** Runs a connector's actions as the platform does: inputs and outputs go through their schemas. */
export interface ConnectorBench {
  readonly context: ConnectorContext<unknown>;
  action(id: string): AnyAction;
  effect(id: string): EffectContract<unknown, unknown, unknown>;
  /** @throws ConnectorFailure, or a schema error when the action breaks its own output schema. */
  run(id: string, input: unknown): Promise<Json>;
  /** Asks whether an effect happened; sent now unless told otherwise. */
  verify(id: string, input: unknown, sentAt?: number): Promise<Verdict<unknown>>;
  poll(triggerId: string, settings: unknown, cursor: Json): Promise<PollPage>;
  /** All pages of a range. */
  backfill(triggerId: string, settings: unknown, range: InstantRange): Promise<readonly PollPage[]>;
  one(triggerId: string, settings: unknown, id: string): Promise<readonly TriggerEvent[]>;
  testConnection(): Promise<{ readonly summary: string }>;
  /** The same bench talking through another client. */
  withHttp(http: HttpClient): ConnectorBench;
}

export function testConnector(connector: ConnectorDefinition, { http, settings, clock, ...ports }: ConnectorBenchOptions): ConnectorBench {
  const { connection } = connector;
  const context: ConnectorContext<unknown> = {
    http,
    clock,
    settings: connection ? connection.settings.parse(settings) : {},
    ...ports,
  };
  const action = (id: string): AnyAction => {
    const found = connector.actions.find((candidate) => candidate.id === id);
    invariant(found, `connector ${connector.id} has an action ${id}`);
    return found;
  };
  const effect = (id: string) => {
    const { contract } = action(id);
    invariant(contract.class !== 'R', `action ${id} has an effect`);
    return contract;
  };
  const polled = (triggerId: string, triggerSettings: unknown) => {
    const trigger = connector.triggers.find(({ id }) => id === triggerId);
    invariant(trigger?.poll, `trigger ${triggerId} polls`);
    return { poll: trigger.poll, settings: trigger.settings.parse(triggerSettings) };
  };
  return {
    context,
    action,
    effect,
    async run(id, input) {
      const { input: inputSchema, output: outputSchema, run } = action(id);
      return outputSchema.parse(await run(context, inputSchema.parse(input))) as Json;
    },
    async verify(id, input, sentAt = clock.now()) {
      const contract = effect(id);
      invariant(contract.verify, `action ${id} can verify`);
      const parsed = action(id).input.parse(input);
      return contract.verify(context, { input: parsed, businessKey: contract.businessKey(parsed), sentAt });
    },
    async poll(triggerId, triggerSettings, cursor) {
      const { poll, settings: chosen } = polled(triggerId, triggerSettings);
      return poll.poll(context, { settings: chosen, cursor });
    },
    async backfill(triggerId, triggerSettings, range) {
      const { poll, settings: chosen } = polled(triggerId, triggerSettings);
      invariant(poll.backfill, `trigger ${triggerId} reads ranges`);
      const pages: PollPage[] = [];
      do pages.push(await poll.backfill(context, { settings: chosen, cursor: pages.at(-1)?.cursor ?? null, ...range }));
      while (pages.at(-1)?.more);
      return pages;
    },
    async one(triggerId, triggerSettings, id) {
      const { poll, settings: chosen } = polled(triggerId, triggerSettings);
      invariant(poll.one, `trigger ${triggerId} fetches single records`);
      return poll.one(context, { settings: chosen, id });
    },
    withHttp: (other) => testConnector(connector, { http: other, settings, clock, ...ports }),
    testConnection() {
      invariant(connection, `connector ${connector.id} has a connection`);
      return connection.test(context);
    },
  };
}
