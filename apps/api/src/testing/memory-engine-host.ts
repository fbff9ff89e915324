import type { EngineHost, IntakeOutcome, LiveMessage, OperationOutcome, ReceivedDelivery } from '@penstock/engine-host';

/** An engine without a database behind it: answers as it is told to and remembers what it was asked. */
export class MemoryEngineHost implements EngineHost {
  readonly deliveries: ReceivedDelivery[] = [];
  readonly asked: string[] = [];
  nextIntake: IntakeOutcome = { outcome: 'refused', reason: 'busy', message: 'No answer was prepared.' };
  nextOperation: OperationOutcome = 'done';
  ready = true;
  private readonly listeners = new Set<(message: LiveMessage) => void>();

  readonly intake = {
    receive: (delivery: ReceivedDelivery): Promise<IntakeOutcome> => {
      this.deliveries.push(delivery);
      return Promise.resolve(this.nextIntake);
    },
  };

  readonly runs = {
    retryRun: (...ids: string[]) => this.answer('retry', ids),
    cancelRun: (...ids: string[]) => this.answer('cancel', ids),
    replayEvent: (...ids: string[]) => this.answer('replay', ids),
  };

  readonly connections = {
    test: (_organizationId: string, connectionId: string) => {
      this.asked.push(`test ${connectionId}`);
      return Promise.resolve({ ok: true, message: 'Signed in.' });
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

  refreshRoutes(): Promise<void> {
    this.asked.push('refresh routes');
    return Promise.resolve();
  }

  subscribe(listener: (message: LiveMessage) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
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
