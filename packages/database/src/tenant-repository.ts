import type {
  DeepPartial,
  EntityManager,
  EntityTarget,
  FindManyOptions,
  FindOptionsWhere,
  QueryDeepPartialEntity,
  Repository,
} from 'typeorm';

/** A row that belongs to an organisation. */
export interface TenantRow {
  organizationId: string;
}

export type TenantFilter<Row> = Omit<FindOptionsWhere<Row>, 'organizationId'>;
export type TenantQuery<Row> = Omit<FindManyOptions<Row>, 'where'> & { readonly where?: TenantFilter<Row> };
/** What a caller gives to insert: the organisation is added here and cannot be chosen. */
export type NewRow<Row> = Omit<Row, 'organizationId'>;

/**
 * Rows of one kind as one organisation sees them: every statement carries the organisation of the request, and no
 * argument can change it. There is deliberately no way to get an unbound repository from it.
 */
export class TenantRepository<Row extends TenantRow> {
  private readonly rows: Repository<Row>;

  constructor(
    manager: EntityManager,
    target: EntityTarget<Row>,
    private readonly organizationId: string,
  ) {
    this.rows = manager.getRepository(target);
  }

  findOne(where: TenantFilter<Row>): Promise<Row | null> {
    return this.rows.findOne({ where: this.bound(where) });
  }

  /** Like `findOne`, and holds the row until the transaction ends. */
  findOneForUpdate(where: TenantFilter<Row>): Promise<Row | null> {
    return this.rows.findOne({ where: this.bound(where), lock: { mode: 'pessimistic_write' } });
  }

  find(query: TenantQuery<Row> = {}): Promise<Row[]> {
    const { where, ...rest } = query;
    return this.rows.find({ ...rest, where: this.bound(where ?? ({} as TenantFilter<Row>)) });
  }

  async insert(row: NewRow<Row>): Promise<Row> {
    const owned = { ...row, organizationId: this.organizationId } as unknown as Row;
    await this.rows.insert(owned as unknown as QueryDeepPartialEntity<Row>);
    return owned;
  }

  /** @returns how many rows were changed. */
  async update(where: TenantFilter<Row>, changes: DeepPartial<NewRow<Row>>): Promise<number> {
    const result = await this.rows.update(this.bound(where), {
      ...(changes as object),
      organizationId: this.organizationId,
    } as unknown as QueryDeepPartialEntity<Row>);
    return result.affected ?? 0;
  }

  async delete(where: TenantFilter<Row>): Promise<number> {
    const result = await this.rows.delete(this.bound(where));
    return result.affected ?? 0;
  }

  private bound(where: TenantFilter<Row>): FindOptionsWhere<Row> {
    return { ...where, organizationId: this.organizationId } as unknown as FindOptionsWhere<Row>;
  }
}
