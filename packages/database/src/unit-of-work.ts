import type { DataSource, EntityManager, EntityTarget } from 'typeorm';
import { TenantRepository, type TenantRow } from './tenant-repository';

/** Whose data is meant; a request context is one. */
export interface TenantScope {
  readonly organizationId: string;
}

/** The tables as one organisation sees them, inside or outside a transaction. */
export class TenantStore {
  constructor(
    private readonly manager: EntityManager,
    readonly organizationId: string,
  ) {}

  repository<Row extends TenantRow>(target: EntityTarget<Row>): TenantRepository<Row> {
    return new TenantRepository(this.manager, target, this.organizationId);
  }

  /** Hand-written SQL; `$1` is always the organisation, `values` follow from `$2` on. */
  query<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.manager.query(sql, [this.organizationId, ...values]) as Promise<Row[]>;
  }

  /** For adapters that speak SQL themselves (the vault) and must join this transaction; they filter on their own. */
  get statements(): { query(sql: string, values: readonly unknown[]): Promise<unknown[]> } {
    return { query: (sql, values) => this.manager.query(sql, [...values]) as Promise<unknown[]> };
  }
}

/** Where transactions begin and end. */
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /** Commits when `work` resolves, rolls everything back when it throws. */
  run<T>(scope: TenantScope, work: (store: TenantStore) => Promise<T>): Promise<T> {
    return this.dataSource.transaction((manager) => work(new TenantStore(manager, scope.organizationId)));
  }

  /** One row of what belongs to the installation as a whole and to no organisation. */
  async installation<Row>(sql: string, values: readonly unknown[] = []): Promise<Row | undefined> {
    const answer = (await this.dataSource.query(sql, [...values])) as Row[] | [Row[], number];
    // TypeORM answers an update with its rows and their number.
    const [first, count] = answer as [Row | Row[] | undefined, number | undefined];
    return Array.isArray(first) && typeof count === 'number' ? first[0] : (first as Row | undefined);
  }

  /** For reading, and for single statements that need no transaction. */
  read(scope: TenantScope): TenantStore {
    return new TenantStore(this.dataSource.manager, scope.organizationId);
  }
}
