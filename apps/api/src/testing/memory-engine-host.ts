import { openGate, type EffectSettlement, type RerunRequest, type RerunResult } from '@penstock/engine';
import type {
  ChoicesAnswer,
  ChoicesQuestion,
  EngineHost,
  FlowResponse,
  IntakeDesk,
  IntakeOutcome,
  LiveMessage,
  OperationOutcome,
  ReceivedDelivery,
  RemoteAccess,
  TriggerOperations,
  TriggerRefusal,
} from '@penstock/engine-host';
import type { ConnectionId } from '@penstock/kernel';

const unprepared: TriggerRefusal = { outcome: 'refused', reason: 'busy', message: 'No answer was prepared.' };

/** An engine without a database behind it: answers as it is told to and remembers what it was asked. */
export class MemoryEngineHost implements EngineHost {
  readonly deliveries: ReceivedDelivery[] = [];
  readonly asked: string[] = [];
  readonly settlements: EffectSettlement[] = [];
  readonly reruns: Pick<RerunRequest, 'payload'>[] = [];
  /** Set by tests in which a run has to find something out afterwards. */
  onSettlement: ((settlement: EffectSettlement) => Promise<void>) | undefined;
  nextIntake: IntakeOutcome = { outcome: 'refused', reason: 'busy', message: 'No answer was prepared.' };
  nextOperation: OperationOutcome = 'done';
  nextResponse: FlowResponse | undefined;
  nextTrigger: TriggerRefusal | undefined;
  nextChoices: ChoicesAnswer = { outcome: 'listed', page: { options: [{ value: '7', label: 'Seven' }] } };
  /** Set by tests whose database must hold what the engine would have written. */
  triggerAnswers: Partial<TriggerOperations> = {};
  ready = true;
  private readonly listeners = new Set<(message: LiveMessage) => void>();

  nextRefusal: Extract<IntakeOutcome, { outcome: 'refused' }> | undefined;

  readonly intake: IntakeDesk = {
    refusal: () => this.nextRefusal,
    receive: (delivery: ReceivedDelivery): Promise<IntakeOutcome> => {
      this.deliveries.push(delivery);
      return Promise.resolve(this.nextIntake);
    },
  };

  readonly runs = {
    retryRun: (...ids: string[]) => this.answer('retry', ids),
    cancelRun: (...ids: string[]) => this.answer('cancel', ids),
    replayEvent: (...ids: string[]) => this.answer('replay', ids),
    decide: ({ organizationId, runId }: { organizationId: string; runId: string }) => this.answer('decide', [organizationId, runId]),
    takeCallback: ({ runId }: { runId: string }) => this.answer('callback', ['', runId]),
    settleEffect: async (settlement: EffectSettlement) => {
      this.settlements.push(settlement);
      await this.onSettlement?.(settlement);
      return this.answer('settle', [settlement.organizationId, settlement.effectId]);
    },
    rerun: async (request: Omit<RerunRequest, 'newRunId' | 'newEventId'>): Promise<RerunResult> => {
      const { organizationId, runId } = request;
      this.reruns.push(request);
      const outcome = await this.answer('rerun', [organizationId, runId]);
      return outcome === 'done' ? { kind: 'started', runId } : { kind: outcome };
    },
    responseTo: async () => this.nextResponse,
  };

  readonly connections = {
    test: (_organizationId: string, connectionId: string) => {
      this.asked.push(`test ${connectionId}`);
      return Promise.resolve({ ok: true, message: 'Signed in.' });
    },
    choices: (_organizationId: string, connectionId: string, question: ChoicesQuestion): Promise<ChoicesAnswer> => {
      this.asked.push(`choices ${connectionId} ${JSON.stringify(question)}`);
      return Promise.resolve(this.nextChoices);
    },
    forget: (connectionId: string): void => {
      this.asked.push(`forget ${connectionId}`);
    },
    weatherChanged: (connectionId: string): void => {
      this.asked.push(`weather ${connectionId}`);
    },
    wake: (connectionId: string): Promise<number> => {
      this.asked.push(`wake ${connectionId}`);
      return Promise.resolve(0);
    },
  };

  readonly triggers: TriggerOperations = {
    start: async (of, request) => this.trigger('start', { of, request }) ?? this.triggerAnswers.start?.(of, request) ?? unprepared,
    backfill: async (of, request) => this.trigger('backfill', { of, request }) ?? this.triggerAnswers.backfill?.(of, request) ?? unprepared,
    abortBackfill: async (of, id) => (this.trigger('abort', { of, id }), this.triggerAnswers.abortBackfill?.(of, id) ?? 'not-found'),
    syncOne: async (of, id) => this.trigger('sync', { of, id }) ?? this.triggerAnswers.syncOne?.(of, id) ?? unprepared,
    drop: async (of, file) => this.trigger('drop', { of, file }) ?? this.triggerAnswers.drop?.(of, file) ?? unprepared,
    reread: async () => 0,
  };
  readonly askedOfTriggers: unknown[] = [];

  private trigger(operation: string, asked: object): TriggerRefusal | undefined {
    this.askedOfTriggers.push({ operation, ...asked });
    return this.nextTrigger;
  }

  readonly remotes: RemoteAccess = {
    connections: {
      resolve: async ({ connector }) => ({
        connectionId: connector as ConnectionId,
        fingerprint: `${connector}:test`,
        context: { http: { send: () => Promise.reject(new TypeError('no HTTP here')) }, settings: {}, clock: { now: () => 0, monotonic: () => 0 } },
      }),
    },
    gate: openGate,
  };

  refreshRoutes(): Promise<void> {
    this.asked.push('refresh routes');
    return Promise.resolve();
  }

  schemaCheckRequested(): void {
    this.asked.push('compare schemas');
  }

  subscribe(listener: (message: LiveMessage) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  importedConnectors(): Promise<[]> {
    return Promise.resolve([]);
  }

  onRefresh(): () => void {
    return () => undefined;
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  publish(message: LiveMessage): void {
    for (const listener of this.listeners) listener(message);
  }

  isReady(): boolean {
    return this.ready;
  }

  metrics(): Record<string, number> {
    return { runs_succeeded: 7 };
  }

  drain(): Promise<void> {
    return Promise.resolve();
  }

  private answer(operation: string, ids: readonly string[]): Promise<OperationOutcome> {
    this.asked.push(`${operation} ${ids[1] ?? ''}`);
    return Promise.resolve(this.nextOperation);
  }
}
