import type { Dispatcher } from '@penstock/engine';
import type { PostgresNotifications } from '../notifications/postgres-notifications';

/** Hints by NOTIFY: at most one per process every few milliseconds, without content: the listener looks for itself. */
const DEBOUNCE_MS = 5;

export class PostgresDispatcher implements Dispatcher {
  private timer: NodeJS.Timeout | undefined;
  private stopListening: () => void = () => undefined;

  constructor(private readonly notifications: PostgresNotifications) {}

  announce(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.notifications.send('penstock_wake', '');
    }, DEBOUNCE_MS);
  }

  async listen(listener: (runIds: readonly []) => void): Promise<void> {
    this.stopListening = this.notifications.on('penstock_wake', () => listener([]));
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.stopListening();
  }
}
