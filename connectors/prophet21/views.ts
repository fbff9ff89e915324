import { ConnectorFailure } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { isObject } from './answer';
import { callP21, type P21Context } from './api';
import { columnName, literalText, type Literal } from './odata';

/** `/data/erp/views/v1`: 118 curated views as OData v3. A record is addressed by its key, decimals carry an `M`. */
export interface ViewKey {
  /** Left out where one column is the whole key. */
  readonly column?: string;
  readonly value: Literal;
}

export function viewPath(view: string, keys: readonly ViewKey[]): string {
  const named = keys.map(({ column, value }) =>
    column === undefined ? literalV3(value) : `${columnName(column)} = ${literalV3(value)}`,
  );
  return `/data/erp/views/v1/${columnName(view)}(${named.map(encodeURIComponent).join(encodeURIComponent(', '))})`;
}

export function literalV3(literal: Literal): string {
  const text = literalText(literal);
  if (literal.type === 'number') return `${text}M`;
  return literal.type === 'timestamp' ? `datetime'${text.replace(/(Z|[+-]\d{2}:\d{2})$/, '')}'` : text;
}

/** Undefined when there is no such record. */
export async function readViewRecord(
  context: P21Context,
  view: string,
  keys: readonly ViewKey[],
): Promise<JsonObject | undefined> {
  const call = { kind: 'odata', method: 'GET', url: viewPath(view, keys) } as const;
  try {
    const answer = await callP21(context, call);
    return isObject(answer) ? answer : undefined;
  } catch (error) {
    // An unknown view and an unknown key look alike here.
    if (
      error instanceof ConnectorFailure &&
      error.details.code === 'P21_QUERY_REFUSED' &&
      error.details.exchange?.status === 404
    )
      return undefined;
    throw error;
  }
}
