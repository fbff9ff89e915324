/**
 * The nightly comparison of schemas, and the one that somebody asks for. Every worker process has one; an advisory lock
 * lets one of them work at a time, and ends with the session of a process that dies.
 *
 * SW1 Nothing here changes a flow, a mapping or a remote system: it reads, compares and tells.
 * SW2 One environment that cannot be checked does not keep the others from it; it is told, and asked again the next night
 *     or by somebody, not by every process in turn.
 */
import { DAY_MS, dueSchemaChecks, failSchemaCheck } from '@penstock/database';
import type { Scheduler } from '@penstock/engine';
import { Client, type Pool } from 'pg';
import { WakeLoop } from '../triggers/wake-loop';
import { checkSchemas, type CheckedEnvironment, type CheckParts } from './schema-check';

export interface SchemaWatchParts extends CheckParts {
  readonly databaseUrl: string;
  readonly pool: Pool;
  readonly scheduler: Scheduler;
}

/** Any fixed number; the same in every process. */
const SCHEMA_LOCK = 7_283_510_023;
/** When a night begins, of the day in UTC. */
const NIGHT_MS = 2 * 3_600_000;
/** Before its flows have run so long there is nothing to look at in an environment. */
const SETTLED_MS = 10 * 60_000;
const WHAT = 'comparing schemas';
const brokeOff = {
  title: 'Comparison',
  message: 'The comparison broke off, so nothing was compared; what was found before stays, and flows go on. Compare again; if it stays so, the log of the worker says what failed.',
};

interface DueRow {
  readonly organization_id: CheckedEnvironment['organizationId'];
  readonly environment_id: CheckedEnvironment['environmentId'];
}

export class SchemaWatchJob {
  private readonly loop: WakeLoop;
  private readonly stopping = new AbortController();

  constructor(private readonly parts: SchemaWatchParts) {
    this.loop = new WakeLoop({ scheduler: parts.scheduler, observer: { trouble: parts.trouble }, what: WHAT, round: () => this.round().then(() => null) });
  }

  start(): void {
    this.loop.start();
  }

  /** Somebody asked for a check. */
  poke(): void {
    this.loop.poke();
  }

  /** Waits for no remote system: the check in hand is given up, and the next process does it all. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop.stop();
  }

  /** Checks what is due. @returns how many environments; 0 also while another process is at it. */
  async round(): Promise<number> {
    if ((await this.due(this.parts.pool)).length === 0) return 0;
    const client = new Client({ connectionString: this.parts.databaseUrl, application_name: 'penstock-schemas' });
    client.on('error', (error) => this.parts.trouble(WHAT, error));
    await client.connect();
    try {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [SCHEMA_LOCK]);
      return rows[0]?.mine ? await this.work(client) : 0;
    } finally {
      await client.end();
    }
  }

  private async work(client: Client): Promise<number> {
    let checked = 0;
    for (const environment of await this.due(client)) {
      if (this.stopping.signal.aborted) break;
      checked += (await this.attempt(client, environment)) ? 1 : 0;
    }
    return checked;
  }

  private async attempt(client: Client, environment: CheckedEnvironment): Promise<boolean> {
    const startedAt = new Date(this.parts.clock.now());
    try {
      await checkSchemas(client, this.parts, { ...environment, signal: this.stopping.signal });
      return true;
    } catch (error) {
      if (this.stopping.signal.aborted) return false;
      this.parts.trouble(WHAT, error);
      const values = [environment.environmentId, environment.organizationId, JSON.stringify([brokeOff]), startedAt];
      await this.parts.pool.query({ ...failSchemaCheck, values });
      return false;
    }
  }

  private async due(session: Pick<Client, 'query'>): Promise<readonly CheckedEnvironment[]> {
    const now = this.parts.clock.now();
    const night = Math.floor((now - NIGHT_MS) / DAY_MS) * DAY_MS + NIGHT_MS;
    const { rows } = await session.query<DueRow>({ ...dueSchemaChecks, values: [new Date(night), new Date(now - SETTLED_MS)] });
    return rows.map(({ organization_id: organizationId, environment_id: environmentId }) => ({ organizationId, environmentId }));
  }
}
