import { invariant } from '@penstock/kernel';
import type { DataSource, EntityManager, EntityTarget } from 'typeorm';
import { appendAudit, auditValues, type AuditRecord, type AuditScope } from './audit';
import { bind } from './tenancy/row-security';
import { TenantRepository, type TenantRow } from './tenant-repository';

/** Whose data is meant; a request context is one. */
export interface TenantScope {
  readonly organizationId: string;
}

/** Gives a connection that is bound to the organisation, for as long as the work takes. */
type Connections = <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>;

/** The tables as one organisation may read them. */
export class TenantStore {
  constructor(
    private readonly connections: Connections,
    readonly organizationId: string,
  ) {}

  repository<Row extends TenantRow>(target: EntityTarget<Row>): Pick<TenantRepository<Row>, 'find' | 'findOne'> {
    const within = <T>(work: (rows: TenantRepository<Row>) => Promise<T>) =>
      this.connections((manager) => work(new TenantRepository(manager, target, this.organizationId)));
    return { find: (query) => within((rows) => rows.find(query)), findOne: (where) => within((rows) => rows.findOne(where)) };
  }

  /** Hand-written SQL; `$1` is always the organisation, `values` follow from `$2` on. */
  query<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.connections((manager) => manager.query(sql, [this.organizationId, ...values]) as Promise<Row[]>);
  }
}

/** The tables inside a transaction that changes something, and says what. */
export class ChangeStore extends TenantStore {
  private readonly records: AuditRecord[] = [];
  private isUnchanged = false;

  constructor(
    private readonly manager: EntityManager,
    private readonly scope: AuditScope,
  ) {
    super((work) => work(manager), scope.organizationId);
  }

  override repository<Row extends TenantRow>(target: EntityTarget<Row>): TenantRepository<Row> {
    return new TenantRepository(this.manager, target, this.organizationId);
  }

  /** For adapters that speak SQL themselves (the vault) and must join this transaction; they filter on their own. */
  get statements(): { query(sql: string, values: readonly unknown[]): Promise<unknown[]> } {
    return { query: (sql, values) => this.manager.query(sql, [...values]) as Promise<unknown[]> };
  }

  /** Goes into the audit log with the transaction, or not at all. */
  record(record: AuditRecord): void {
    this.records.push(record);
  }

  /** There was nothing to change, or what changed is recorded already: no entry is owed. */
  recordNothing(): void {
    this.isUnchanged = true;
  }

  /** Last of all, because the head of the log is locked from here to the commit. @throws InvariantViolation for a change that says nothing. */
  async writeRecords(): Promise<void> {
    invariant(this.records.length > 0 || this.isUnchanged, 'a change says what it was, for the audit log');
    for (const record of this.records) await this.manager.query(appendAudit, [...auditValues(this.scope, record)]);
  }
}

/** What is done for whom. */
export interface Identified<T> {
  readonly scope: AuditScope;
  work(store: ChangeStore): Promise<T>;
}

async function finish<T>(store: ChangeStore, work: (store: ChangeStore) => Promise<T>): Promise<T> {
  const result = await work(store);
  await store.writeRecords();
  return result;
}

/** Where transactions begin and end. */
export class UnitOfWork {
  /** `requests` is a data source for requests, and used by nobody else; `dataSource` has the owner's rights. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly requests: DataSource,
  ) {}

  /** Commits what `work` did and the audit entries it recorded when it resolves; rolls everything back when it throws. */
  run<T>(scope: AuditScope, work: (store: ChangeStore) => Promise<T>): Promise<T> {
    return this.requests.transaction(async (manager) => {
      await bind(manager, scope.organizationId);
      return finish(new ChangeStore(manager, scope), work);
    });
  }

  /**
   * For somebody who has a token instead of an account: `identify` finds out, in the transaction, for whom it stands,
   * and what is done in their organisation.
   */
  runAsStranger<T>(identify: (find: <Row>(sql: string, values: readonly unknown[]) => Promise<Row[]>) => Promise<Identified<T>>): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      const { scope, work } = await identify((sql, values) => manager.query(sql, [...values]));
      return finish(new ChangeStore(manager, scope), work);
    });
  }

  /** One row of what belongs to the installation as a whole and to no organisation. */
  async installation<Row>(sql: string, values: readonly unknown[] = []): Promise<Row | undefined> {
    const [row] = await this.dataSource.query<Row[]>(sql, [...values]);
    return row;
  }

  /** For reading; rows are changed by `run`, which records what was done. */
  read(scope: TenantScope): TenantStore {
    return new TenantStore((work) => this.bound(scope.organizationId, work), scope.organizationId);
  }

  private async bound<T>(organizationId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.requests.createQueryRunner();
    try {
      await bind(runner, organizationId);
      return await work(runner.manager);
    } finally {
      await runner.release();
    }
  }
}
