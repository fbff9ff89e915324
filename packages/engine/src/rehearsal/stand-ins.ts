import { ConnectorFailure, type AnyAction } from '@penstock/connector-sdk';
import {
  parseJson,
  stringifyJson,
  type ConnectionId,
  type Json,
  type JsonObject,
  type OrganizationId,
} from '@penstock/kernel';
import type { FailureRecord } from '../core/failure';
import { failureFrom } from '../core/failure';
import { stepIdOf } from '../core/run-state';
import type { ActionCall, ActionInvoker, ConnectionResolver, ResolvedConnection } from '../ports/action-invoker';
import type { ConnectionGate } from '../ports/connection-gate';
import { readBesideRuns } from '../runtime/read-beside-runs';
import { forGood, type AskOnce } from './ask-once';
import type { Assumption, RecordedAnswer } from './rehearsal';
import type { RehearsalBudget } from './rehearsal-budget';
import type { RehearsalNotes } from './rehearsal-notes';

/** Where the answers of actions come from while nothing is sent. */
export interface StandInOptions {
  readonly organizationId: OrganizationId;
  readonly recorded: ReadonlyMap<string, RecordedAnswer>;
  /** Outputs in place of the actions’ samples, by key or id of the step. */
  readonly samples: Readonly<Record<string, Json>>;
  /** Whether the remote system is really asked for the answer of this step; actions of class R only. */
  readonly asksLive: (key: string) => boolean;
  /** In a test of one step: what a live read meets is the answer, whatever it is. Null: a sample stands in for a failure. */
  readonly once: AskOnce | null;
  readonly gate: ConnectionGate;
  readonly connections: RehearsalConnections;
  readonly notes: RehearsalNotes;
  readonly budget: RehearsalBudget;
}

/**
 * Answers actions in place of their remote systems.
 *
 * R1 An action of any class but R never reaches connector code here, whatever the options say.
 * R2 A recording goes before the remote system, the remote system before the sample.
 * R3 Live reads are counted over the whole rehearsal; beyond the limit the sample stands in.
 * R4 What a live read meets moves no breaker: real runs are not parked for what somebody tries out. Throttling counts,
 *    for the remote system counts these reads as well.
 */
export class StandIns implements ActionInvoker {
  constructor(private readonly options: StandInOptions) {}

  async invoke(call: ActionCall): Promise<unknown> {
    await this.options.budget.makeWay();
    const recorded = this.options.recorded.get(call.key);
    if (recorded) return this.fromRecording(call, recorded);
    const isRead = call.action.contract.class === 'R';
    if (isRead && this.options.asksLive(call.key)) return this.readLive(call);
    const code = isRead ? 'READ_NOT_SENT' : 'EFFECT_NOT_SENT';
    return this.fromSample(call, {
      code,
      message: `“${call.action.title}” (${call.connector}) was not sent; its sample answer stands in for what the remote system would say.`,
    });
  }

  private fromRecording({ key }: ActionCall, recorded: RecordedAnswer): Json {
    this.options.notes.answered(key, 'recording');
    if (recorded.kind === 'output') return recorded.output;
    throw forGood(recorded.failure);
  }

  private fromSample({ key, action, input }: ActionCall, { code, message }: Omit<Assumption, 'key'>): Json {
    const { samples } = this.options;
    const given = samples[key] ?? samples[stepIdOf(key)];
    const { output, facts } = given === undefined ? echoed(action, input) : { output: given, facts: new Set<string>() };
    this.options.notes.assume({ key, code, message });
    this.options.notes.answered(key, 'sample', facts);
    return output;
  }

  private async readLive(call: ActionCall): Promise<unknown> {
    const { budget, once } = this.options;
    if (!budget.takeLiveRead()) {
      return this.fromSample(call, {
        code: 'READ_LIMIT',
        message: `This rehearsal has read ${budget.maxLiveReads} times, as often as one may; “${call.action.title}” (${call.connector}) was not asked, its sample answer stands in.`,
      });
    }
    try {
      const ask = () => budget.outside(this.passGate(call));
      const output = await (once ? once.answer(call.key, call.action.title, ask) : ask());
      this.options.notes.answered(call.key, 'live');
      return output;
    } catch (thrown) {
      const failure = failureFrom(thrown, call.key);
      if (failure.class === 'business' || once) {
        this.options.notes.answered(call.key, 'live');
        throw failure.class === 'business' ? thrown : forGood(failure);
      }
      return this.fromSample(call, {
        code: 'READ_FAILED',
        message: `“${call.action.title}” (${call.connector}) could not be read (${failure.message}); its sample answer stands in.`,
      });
    }
  }

  private async passGate({ action, connection, input }: ActionCall): Promise<unknown> {
    const { gate, connections, organizationId } = this.options;
    const real = connection.connectionId === null ? undefined : connections.realOf(connection.connectionId);
    if (!real) throw notReachable('no connection fills its slot');
    if (real.connectionId === null) return action.run(real.context, input);
    const answer = await gate.enter({ connectionId: real.connectionId, organizationId });
    if (answer.kind === 'hold') throw notReachable(`the connection is held: ${answer.reason}`);
    return readBesideRuns(answer, () => action.run(real.context, input));
  }
}

/**
 * Connections as a rehearsal hands them to the engine: the right fingerprints, and an HTTP client that refuses
 * everything. The real ones are kept for live reads alone.
 */
export class RehearsalConnections implements ConnectionResolver {
  private readonly real = new Map<ConnectionId, ResolvedConnection>();

  constructor(
    private readonly directory: ConnectionResolver | undefined,
    private readonly onUnbound: (slot: string | null, connector: string, failure: FailureRecord) => void,
  ) {}

  realOf(connectionId: ConnectionId): ResolvedConnection | undefined {
    return this.real.get(connectionId);
  }

  async resolve(params: Parameters<ConnectionResolver['resolve']>[0]): Promise<ResolvedConnection> {
    const found = await this.find(params);
    const standIn = `rehearsal:${params.environmentId}:${params.connector}:${params.slot ?? ''}`;
    const connectionId = found?.connectionId ?? (standIn as ConnectionId);
    if (found) this.real.set(connectionId, found);
    return {
      connectionId,
      fingerprint: found?.fingerprint ?? standIn,
      context: {
        http: { send: () => Promise.reject(nothingLeaves()) },
        settings: found?.context.settings ?? {},
        clock: found?.context.clock ?? stillClock,
      },
    };
  }

  private async find(params: Parameters<ConnectionResolver['resolve']>[0]): Promise<ResolvedConnection | undefined> {
    try {
      return await this.directory?.resolve(params);
    } catch (thrown) {
      if (!(thrown instanceof ConnectorFailure)) throw thrown;
      this.onUnbound(params.slot, params.connector, failureFrom(thrown, ''));
      return undefined;
    }
  }
}

const stillClock = { now: () => 0, monotonic: () => 0 };

/** The sample, with the members that repeat a member of the input set to what was asked for. */
export function echoed(
  action: Pick<AnyAction, 'sample'>,
  input: unknown,
): { readonly output: Json; readonly facts: ReadonlySet<string> } {
  const sample = parseJson(stringifyJson(action.sample));
  const asked = (typeof input === 'object' && input !== null ? input : {}) as JsonObject;
  if (!isPlain(sample)) return { output: sample, facts: new Set() };
  const facts = new Set(
    Object.keys(sample).filter((name) => Object.hasOwn(asked, name) && canStandFor(asked[name], sample[name])),
  );
  return {
    output: Object.fromEntries(
      Object.entries(sample).map(([name, value]) => [name, facts.has(name) ? (asked[name] as Json) : value]),
    ),
    facts,
  };
}

const isPlain = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

const canStandFor = (asked: Json | undefined, sample: Json | undefined): boolean =>
  asked !== undefined &&
  asked !== null &&
  typeof asked === typeof sample &&
  Array.isArray(asked) === Array.isArray(sample);

const notReachable = (why: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'not-sent',
    code: 'READ_NOT_POSSIBLE',
    message: `The remote system was not asked: ${why}.`,
  });
const nothingLeaves = (): ConnectorFailure =>
  new ConnectorFailure({ class: 'config', code: 'REHEARSAL_SENDS_NOTHING', message: 'A rehearsal sends nothing.' });
