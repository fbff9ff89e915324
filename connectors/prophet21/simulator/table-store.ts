import { Decimal, invariant, type Json } from '@penstock/kernel';
import { isTableName, tableShapes, type ColumnType, type TableName } from './table-columns';

export type Row = Record<string, Json>;
export type SeedRow = readonly [table: TableName, row: Row];

/** What one committed write did: all of it, so that replaying it after a crash makes the same rows. */
export interface ChangeSet {
  readonly insert: readonly (readonly [table: TableName, row: Row])[];
  /** Finds the row by an indexed column; never changes an indexed column. */
  readonly update: readonly (readonly [table: TableName, key: readonly [column: string, value: Json], patch: Row])[];
}

/** SQL Server compares text without regard to case and trailing blanks; numbers by size. */
export function comparable(value: Json | undefined): string {
  if (value instanceof Decimal) return value.normalized().toString();
  return typeof value === 'string' ? value.trimEnd().toLowerCase() : String(value ?? '');
}

export class Table {
  readonly rows: Row[] = [];
  private readonly indexes = new Map<string, Map<string, Row[]>>();

  constructor(readonly name: TableName) {
    for (const column of tableShapes[name].indexed) this.indexes.set(column, new Map());
  }

  columnType(column: string): ColumnType | undefined {
    const { columns } = tableShapes[this.name];
    return Object.hasOwn(columns, column) ? columns[column] : undefined;
  }

  get columnNames(): readonly string[] {
    return Object.keys(tableShapes[this.name].columns);
  }

  /** The column that a record is addressed by. */
  get firstKey(): string {
    return tableShapes[this.name].indexed[0] ?? '';
  }

  isIndexed(column: string): boolean {
    return this.indexes.has(column);
  }

  insert(row: Row): void {
    this.rows.push(row);
    for (const [column, index] of this.indexes) {
      const key = comparable(row[column]);
      const known = index.get(key);
      if (known) known.push(row);
      else index.set(key, [row]);
    }
  }

  /** By an indexed column only: a look-up never scans. */
  find(column: string, value: Json): readonly Row[] {
    const index = this.indexes.get(column);
    invariant(index, `column ${column} of ${this.name} is indexed`);
    return index.get(comparable(value)) ?? [];
  }
}

/** The numbers P21 gives out, and where the highest used one is seen when rows come back after a restart. */
const counterColumns = {
  order: ['oe_hdr', 'order_no', 1_013_937],
  orderUid: ['oe_hdr', 'oe_hdr_uid', 880_000],
  lineUid: ['oe_line', 'oe_line_uid', 2_400_000],
  payment: ['ar_payment_details', 'payment_number', 70_000],
  receipt: ['ar_receipts', 'receipt_number', 50_000],
  customer: ['customer', 'customer_id', 100_000],
  vendor: ['vendor', 'vendor_id', 22_000],
  contact: ['contacts', 'id', 200_000],
  invoice: ['invoice_hdr', 'invoice_no', 3_100_000],
  reversal: ['reverse_payment_hdr', 'reverse_payment_hdr_uid', 400],
  reversalLine: ['reverse_payment_line', 'reverse_payment_line_uid', 800],
  remittance: ['remittances', 'remittance_number', 30_000],
  cardDetail: ['creditcard_payment_details', 'creditcard_payment_details_uid', 9_000],
  journal: ['gl', 'transaction_number', 48_000],
  journalLine: ['gl', 'gl_uid', 910_000],
} as const satisfies Record<string, readonly [TableName, string, number]>;
export type Counter = keyof typeof counterColumns;

export class TableStore {
  private tables = emptyTables();
  private counters = startCounters();

  table(name: TableName): Table {
    return this.tables[name];
  }

  next(counter: Counter): number {
    this.counters[counter] += 1;
    return this.counters[counter];
  }

  clear(): void {
    this.tables = emptyTables();
    this.counters = startCounters();
  }

  apply({ insert, update }: ChangeSet): void {
    for (const [table, row] of insert) {
      this.tables[table].insert(row);
      this.raiseCounters(table, row);
    }
    for (const [table, [column, value], patch] of update) {
      for (const row of this.tables[table].find(column, value)) Object.assign(row, patch);
    }
  }

  /** A change set that went through plain JSON has its amounts as text: they become decimals again. */
  replay(changes: ChangeSet): void {
    this.apply({
      insert: changes.insert.map(([table, row]) => [table, revived(table, row)] as const),
      update: changes.update.map(([table, key, patch]) => [table, key, revived(table, patch)] as const),
    });
  }

  private raiseCounters(table: TableName, row: Row): void {
    for (const counter of countersByTable[table] ?? []) {
      const value = Number(row[counterColumns[counter][1]]);
      if (value > this.counters[counter]) this.counters[counter] = value;
    }
  }
}

const counterNames = Object.keys(counterColumns) as Counter[];
const countersByTable: Partial<Record<TableName, Counter[]>> = {};
for (const counter of counterNames) (countersByTable[counterColumns[counter][0]] ??= []).push(counter);

const startCounters = (): Record<Counter, number> =>
  Object.fromEntries(counterNames.map((counter) => [counter, counterColumns[counter][2]])) as Record<Counter, number>;

const emptyTables = (): Record<TableName, Table> =>
  Object.fromEntries(
    Object.keys(tableShapes)
      .filter(isTableName)
      .map((name) => [name, new Table(name)]),
  ) as Record<TableName, Table>;

function revived(table: TableName, row: Row): Row {
  const columns: Readonly<Record<string, ColumnType>> = tableShapes[table].columns;
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) =>
      columns[column] === 'money' && typeof value === 'string' ? [column, Decimal.from(value)] : [column, value],
    ),
  );
}

/** decimal(19,4), as every money column of P21. */
export const money = (value: string | number | Decimal): Decimal => Decimal.from(value).round(4, 'half-up');
