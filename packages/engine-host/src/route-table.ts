import type { AnyTrigger, IntakeChannel } from '@penstock/connector-sdk';
import type { EnvironmentId, IntakeSourceId, OrganizationId } from '@penstock/kernel';
import { compileGetter, parsePath, type Getter } from '@penstock/mapping';
import type { Pool } from 'pg';
import { triggerOf } from './catalog-lookup';
import type { SecretReader } from './engine-host';

/** One intake address with everything needed to judge and take a delivery, without touching the database. */
export interface IntakeRoute {
  readonly organizationId: OrganizationId;
  readonly environmentId: EnvironmentId;
  readonly sourceId: IntakeSourceId;
  readonly path: string;
  readonly trigger: AnyTrigger;
  /** Already validated by the trigger's schema. */
  readonly settings: unknown;
  /** Live signing secrets, newest first; empty: signed channels refuse everything. */
  readonly secrets: readonly string[];
}

/** Where in the payload the lanes of a source's flows are read. */
export interface LaneReader {
  readonly path: string;
  readonly read: Getter;
}

export interface EnvironmentRoute {
  readonly organizationId: OrganizationId;
  readonly environmentId: EnvironmentId;
}

interface SourceRow {
  readonly id: string;
  readonly organization_id: string;
  readonly environment_id: string;
  readonly environment_key: string;
  readonly path: string;
  readonly connector: string;
  readonly trigger: string;
  readonly trigger_version: number;
  readonly settings: unknown;
  readonly lane_paths: readonly string[];
}

/** Name of the vault secret that signs deliveries to an intake source. */
export const INTAKE_SECRET = 'signing-secret';

/**
 * The intake addresses, in memory. Which version an event starts is not decided here but in the intake statement;
 * a stale table can at worst send an event to the unrouted shelf, from where it is replayed.
 */
export class RouteTable {
  private routes = new Map<string, IntakeRoute | undefined>();
  private lanes = new Map<string, readonly LaneReader[]>();
  private environments = new Map<string, EnvironmentRoute>();
  private loading: Promise<void> | undefined;
  private isLoaded = false;

  constructor(
    private readonly pool: Pool,
    private readonly secrets: SecretReader,
  ) {}

  get isReady(): boolean {
    return this.isLoaded;
  }

  find(environment: string, path: string): IntakeRoute | undefined {
    return this.routes.get(`${environment}/${path}`);
  }

  lanesOf(sourceId: IntakeSourceId): readonly LaneReader[] {
    return this.lanes.get(sourceId) ?? [];
  }

  environment(key: string): EnvironmentRoute | undefined {
    return this.environments.get(key);
  }

  environmentKey(environmentId: string): string {
    for (const [key, route] of this.environments) if (route.environmentId === environmentId) return key;
    return '';
  }

  /** Concurrent calls share one load, but a call that comes during a load gets a new one: it may know of a change. */
  async refresh(): Promise<void> {
    if (this.loading) await this.loading;
    this.loading ??= this.load().finally(() => (this.loading = undefined));
    await this.loading;
  }

  private async load(): Promise<void> {
    const [environments, sources] = await Promise.all([
      this.pool.query<{ id: string; organization_id: string; key: string }>('select id, organization_id, key from environment order by organization_id desc'),
      this.pool.query<SourceRow>(
        `select s.*, e.key as environment_key,
           array(select distinct b.lane_path from subscription b where b.intake_source_id = s.id and b.active and b.lane_path is not null) as lane_paths
         from intake_source s join environment e on e.id = s.environment_id`,
      ),
    ]);
    const routes = new Map<string, IntakeRoute | undefined>();
    const taken = new Set<string>();
    for (const row of sources.rows) {
      const route = await this.routeOf(row);
      const address = `${row.environment_key}/${row.path}`;
      // The address does not name an organisation: two with the same one are answered by neither, never by a guess.
      if (route) routes.set(address, taken.has(address) ? undefined : route);
      taken.add(address);
    }
    this.environments = new Map(
      environments.rows.map((row) => [
        row.key,
        { organizationId: row.organization_id as OrganizationId, environmentId: row.id as EnvironmentId },
      ]),
    );
    this.lanes = new Map(sources.rows.map((row) => [row.id, row.lane_paths.flatMap(laneReader)]));
    this.routes = routes;
    this.isLoaded = true;
  }

  private async routeOf(row: SourceRow): Promise<IntakeRoute | undefined> {
    const trigger = triggerOf(row.connector, row.trigger, row.trigger_version);
    const settings = trigger?.settings.safeParse(row.settings);
    if (!trigger || !settings?.success) return undefined;
    const secret = await this.secrets.read('intake', row.id, INTAKE_SECRET);
    return {
      organizationId: row.organization_id as OrganizationId,
      environmentId: row.environment_id as EnvironmentId,
      sourceId: row.id as IntakeSourceId,
      path: row.path,
      trigger,
      settings: settings.data,
      secrets: secret === undefined ? [] : [secret],
    };
  }
}

function laneReader(path: string): LaneReader[] {
  const parsed = parsePath(path);
  return parsed.ok ? [{ path, read: compileGetter(parsed.value) }] : [];
}

export const channelOf = (route: IntakeRoute, id: string): IntakeChannel<unknown> | undefined =>
  route.trigger.channels.find((channel) => channel.id === id);
