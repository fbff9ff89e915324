import { Client, type Pool } from 'pg';

/**
 * LISTEN/NOTIFY on one dedicated session per process. Notifications are sent outside of transactions on purpose:
 * NOTIFY takes one instance-wide lock at commit. While the session is away nothing is heard and nothing is lost that
 * matters: every listener has a sweep or a reload of its own.
 */
export type Channel = 'penstock_wake' | 'penstock_live' | 'penstock_routes' | 'penstock_weather' | 'penstock_schemas';
type Listener = (payload: string) => void;

const RECONNECT_MS = 500;

export class PostgresNotifications {
  private readonly listeners = new Map<Channel, Set<Listener>>();
  private session: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly pool: Pool,
    private readonly trouble: (what: string, error: unknown) => void,
  ) {}

  /** Also after a gap: whoever listens is told to look for what was missed. */
  async start(): Promise<void> {
    const session = new Client({ connectionString: this.databaseUrl, application_name: 'penstock-listen', keepAlive: true });
    this.session = session;
    session.on('notification', ({ channel, payload }) => this.deliver(channel as Channel, payload ?? ''));
    session.on('error', (error) => this.trouble('the notification session', error));
    session.on('end', () => this.reconnect(session));
    await session.connect();
    for (const channel of ['penstock_wake', 'penstock_live', 'penstock_routes', 'penstock_weather', 'penstock_schemas']) await session.query(`listen ${channel}`);
    for (const channel of ['penstock_routes', 'penstock_wake'] as const) this.deliver(channel, '');
  }

  /** @returns a function that ends the subscription. */
  on(channel: Channel, listener: Listener): () => void {
    const listeners = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Payloads above 8,000 bytes are refused by Postgres; callers keep theirs well below. */
  send(channel: Channel, payload: string): void {
    this.pool
      .query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [channel, payload] })
      .catch((error: unknown) => this.trouble(`notifying ${channel}`, error));
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.retry);
    await this.session?.end();
  }

  private deliver(channel: Channel, payload: string): void {
    for (const listener of this.listeners.get(channel) ?? []) listener(payload);
  }

  /** A failed connection both ends and rejects: one timer for both, or attempts would multiply through an outage. */
  private reconnect(ended: Client): void {
    if (this.isClosed || this.session !== ended || this.retry) return;
    this.retry = setTimeout(() => {
      this.retry = undefined;
      if (this.isClosed) return;
      this.start().catch((error: unknown) => {
        this.trouble('reconnecting the notification session', error);
        const failed = this.session;
        if (failed) void failed.end().catch(() => undefined).finally(() => this.reconnect(failed));
      });
    }, RECONNECT_MS).unref();
  }
}
