import type { Option } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import type { P21Context } from '../api';
import { equals, numberLiteral, textLiteral, type Condition, type Literal, type TableQuery } from '../odata';

/** A table that can be chosen from: which rows, how they are searched, and what a person recognises one by. */
export interface LookUp {
  /** In the plural. */
  readonly title: string;
  readonly table: string;
  /** Column that names the company; absent where P21 has none. */
  readonly company?: 'company_id' | 'company_no';
  readonly select: readonly string[];
  readonly orderBy: readonly string[];
  /** Only what can still be chosen. */
  readonly where: readonly Condition[];
  /** Columns that a search goes through; a number is compared, a text contained. */
  readonly searched: readonly { readonly column: string; readonly type: 'text' | 'number' }[];
  /** Fields beside the chosen one that shorten the list, with the columns they are found in. */
  readonly narrowedBy?: Readonly<Record<string, { readonly column: string; readonly type: 'text' | 'number' }>>;
  option(row: JsonObject): Option;
}

export const flagged = (column: string, value: 'Y' | 'N'): Condition => equals(column, textLiteral(value));

export interface LookUpQuestion {
  readonly search?: string | undefined;
  readonly depends?: Readonly<Record<string, string>>;
}

/** @throws ConnectorFailure when a value cannot be of its column's type. */
export function queryOf({ settings }: Pick<P21Context, 'settings'>, lookUp: LookUp, { search, depends = {} }: LookUpQuestion): TableQuery {
  const { table, select, orderBy, searched, company } = lookUp;
  const where = [
    ...(company ? [equals(company, textLiteral(settings.companyId))] : []),
    ...lookUp.where,
    ...narrowing(lookUp, depends),
  ];
  if (search === undefined) return { table, select, orderBy, where };
  const anyOf = searched.flatMap(({ column, type }): readonly Condition[] => {
    if (type === 'text') return [{ column, operator: 'contains', value: textLiteral(search) }];
    return /^\d{1,19}$/.test(search) ? [equals(column, numberLiteral(search))] : [];
  });
  // A word cannot be a number: nothing fits, and an impossible key says so without an error of P21's.
  if (anyOf.length === 0) return { table, select, orderBy, where: [...where, impossible(searched[0]?.column ?? '')] };
  return { table, select, orderBy, where, anyOf };
}

const narrowing = ({ narrowedBy = {} }: LookUp, depends: Readonly<Record<string, string>>): readonly Condition[] =>
  Object.entries(narrowedBy).flatMap(([field, { column, type }]) => {
    const value = depends[field];
    return value === undefined ? [] : [equals(column, literalOf(type, value))];
  });

const literalOf = (type: 'text' | 'number', value: string): Literal =>
  type === 'text' ? textLiteral(value) : numberLiteral(value);

const impossible = (column: string): Condition => equals(column, numberLiteral('-1'));
