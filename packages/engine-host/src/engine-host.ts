import type { ConnectionGate, ConnectionResolver, EffectSettlement, OperationResult, RerunRequest, RerunResult, WaitpointAnswer } from '@penstock/engine';
import type { EventId, OrganizationId, RunId } from '@penstock/kernel';
import type { ChoicesAnswer, ChoicesQuestion } from './connection-choices';
import type { OwnedConnector } from './imported-connectors';
import type { TriggerOperations } from './triggers/trigger-operations';
import type { GateSettings } from '@penstock/runtime-adapters';

/** What an intake address was sent. */
export interface ReceivedDelivery {
  /** Environment key of the address, e.g. `sandbox`. */
  readonly environment: string;
  readonly path: string;
  /** Channel suffix of the address, `''` for the address itself. */
  readonly channel: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Raw body, decoded as UTF-8. */
  readonly body: string;
}

/** Every outcome but the first kept or refused the delivery for a reason that its sender can be told. */
export type IntakeOutcome =
  | { readonly outcome: 'accepted' | 'duplicate' | 'unrouted'; readonly eventId: EventId }
  | {
      readonly outcome: 'refused';
      /** `signature` 401, `content-type` 415, `malformed` 400, `card-data` 422, `unknown-environment` 404, `busy` 503. */
      readonly reason: 'signature' | 'content-type' | 'malformed' | 'card-data' | 'unknown-environment' | 'busy';
      readonly message: string;
      readonly retryAfterSeconds?: number;
    };

export interface IntakeDesk {
  /** Why nothing is taken now, whatever it is; asked before a delivery is read. Undefined: it may come. */
  refusal(): Extract<IntakeOutcome, { outcome: 'refused' }> | undefined;
  /** Resolves only after the event is committed (G1). */
  receive(delivery: ReceivedDelivery): Promise<IntakeOutcome>;
}

/** Sent after commit; a hint to reload, never the truth. */
export interface LiveMessage {
  readonly organizationId: OrganizationId;
  readonly runId: RunId;
  readonly flowId: string;
  readonly environment: string;
  readonly status: string;
}

export type OperationOutcome = OperationResult;

/** What a person may do with runs and events; every method is bound to one organisation. */
export interface RunOperations {
  /** Opens a needs-attention or waiting run for another attempt now; confirmed effects are kept. */
  retryRun(organizationId: OrganizationId, runId: RunId): Promise<OperationOutcome>;
  /** Stops a run between steps; an unknown effect is settled first. */
  cancelRun(organizationId: OrganizationId, runId: RunId): Promise<OperationOutcome>;
  /** Routes an event from the unrouted shelf (or starts the flow again when its first run is settled). */
  replayEvent(organizationId: OrganizationId, eventId: EventId): Promise<OperationOutcome>;
  /** Takes a person's decision on a waiting step; the first one counts. */
  decide(decision: Omit<WaitpointAnswer, 'kind'>): Promise<OperationOutcome>;
  /** Takes a call to the address of a waiting step. `not-found`: the proof is not ours, or the run is over. */
  takeCallback(call: { readonly runId: RunId; readonly key: string; readonly proof: string; readonly body: string }): Promise<OperationOutcome>;
  /** A person's word on an effect in doubt. */
  settleEffect(settlement: EffectSettlement): Promise<OperationOutcome>;
  /** The same event again as a run of its own; what is confirmed outside is not done again. */
  rerun(request: Omit<RerunRequest, 'newRunId' | 'newEventId'>): Promise<RerunResult>;
  /** What the flow answered to the sender of an event, or undefined when it has not within the time. */
  responseTo(eventId: EventId, withinMs: number): Promise<FlowResponse | undefined>;
}

export interface FlowResponse {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

export interface ConnectionOperations {
  /** Calls the connector's harmless read with the stored secrets. */
  test(organizationId: OrganizationId, connectionId: string): Promise<{ ok: boolean; message: string }>;
  /** Choices for a field of a form, read from the other system with the stored secrets. */
  choices(organizationId: OrganizationId, connectionId: string, question: ChoicesQuestion): Promise<ChoicesAnswer>;
  /** Drops cached settings and tokens after a change. */
  forget(connectionId: string): void;
  /** Tells every process that limits, a hold or the breaker of a connection were changed in the database. */
  weatherChanged(connectionId: string): void;
  /** Wakes the runs that wait for the connection, in order and spread over time. @returns how many. */
  wake(connectionId: string): Promise<number>;
}

/** Ways to remote systems for what is no run: the reads of a rehearsal. */
export interface RemoteAccess {
  readonly connections: ConnectionResolver;
  readonly gate: ConnectionGate;
}

/** The engine as one process holds it. */
export interface EngineHost {
  readonly intake: IntakeDesk;
  readonly runs: RunOperations;
  readonly connections: ConnectionOperations;
  readonly triggers: TriggerOperations;
  readonly remotes: RemoteAccess;
  /** Reloads routes after a deployment or connection change in this process. */
  refreshRoutes(): Promise<void>;
  /** Tells the workers that a comparison of schemas was asked for in the database. */
  schemaCheckRequested(): void;
  subscribe(listener: (message: LiveMessage) => void): () => void;
  /** What all organisations imported, as connectors. */
  importedConnectors(): Promise<readonly OwnedConnector[]>;
  /** Deployments, connections or imported connectors were changed, in this process or another. */
  onRefresh(listener: () => void): () => void;
  /** True once intake acknowledges (database reachable, routes loaded). */
  isReady(): boolean;
  /** Prometheus exposition of the engine's counters. */
  metrics(): Record<string, number>;
  /** Stops claiming, finishes what is in flight, releases leases. */
  drain(): Promise<void>;
}

export interface SecretReader {
  /** @returns undefined when no such secret is stored. */
  read(ownerKind: 'connection' | 'intake', ownerId: string, name: string): Promise<string | undefined>;
}

export interface EngineHostOptions {
  readonly databaseUrl: string;
  /** Set: hints go over BullMQ on Redis; unset: Postgres LISTEN/NOTIFY. */
  readonly redisUrl?: string | undefined;
  readonly roles: { readonly intake: boolean; readonly worker: boolean };
  readonly secrets: SecretReader;
  readonly log: (level: 'info' | 'warn' | 'error', message: string, details?: Record<string, unknown>) => void;
  /** Overrides of engine times by name, milliseconds (tests and demo scale them down). */
  readonly timings?: Readonly<Record<string, number>>;
  /** Secrets that sign the addresses of waiting steps, newest first. */
  readonly callbackKeys: readonly [string, ...string[]];
  /** Where this installation is reached from outside, without a slash at the end. */
  readonly publicUrl: string;
  /** Overrides of the times of breakers and limits. */
  readonly weather?: Partial<GateSettings>;
  /** Hosts connections may reach although they are private, e.g. `127.0.0.1` for the demo's simulators. */
  readonly allowedPrivateHosts?: readonly string[];
  /** Code steps run only where an administrator has allowed them. */
  readonly allowCodeSteps?: boolean;
  /** Of one file that a step keeps. Default 100 MiB. */
  readonly fileLimitBytes?: number;
  /** PENSTOCK_HOME: what the installation remembers outside its database, and where archives go. */
  readonly home?: string | undefined;
  /** Data folder of a Postgres on this machine; with it the intake refuses before the disk is full. */
  readonly databaseFolder?: string | undefined;
}
