import type { Json, JsonObject } from '@penstock/kernel';
import { ConnectorFailure } from '@penstock/connector-sdk';
import { isObject, objectOf, textOf } from './answer';
import { callP21, type P21Context } from './api';

/** `/api/entity`: four families of master data, with PascalCase properties and keys of their own. */
export const entityTypes = ['customers', 'vendors', 'contacts', 'addresses'] as const;
export type EntityType = (typeof entityTypes)[number];

/** Customers and vendors are keyed with their company (`ACME_10`; the plain id is a 404), the others without. */
export function entityKey({ settings }: P21Context, type: EntityType, id: string): string {
  return type === 'customers' || type === 'vendors' ? `${settings.companyId}_${id}` : id;
}

const familyPath = (type: EntityType): string => `/api/entity/${type}`;
const recordPath = (context: P21Context, type: EntityType, id: string): string =>
  `${familyPath(type)}/${encodeURIComponent(entityKey(context, type, id))}`;

/** Undefined when P21 has no such record. @param include names of the child records to fill, or `*` */
export async function readEntity(
  context: P21Context,
  { type, id, include = [] }: { readonly type: EntityType; readonly id: string; readonly include?: readonly string[] },
): Promise<JsonObject | undefined> {
  const children = include.length === 0 ? '' : `?extendedproperties=${include.map(encodeURIComponent).join(',')}`;
  try {
    const answer = await callP21(context, {
      kind: 'read',
      method: 'GET',
      url: recordPath(context, type, id) + children,
    });
    return isObject(answer) ? answer : undefined;
  } catch (error) {
    if (error instanceof ConnectorFailure && error.details.code === 'P21_NOT_FOUND') return undefined;
    throw error;
  }
}

/** A blank record with every property. @throws ConnectorFailure for addresses, which have none in P21. */
export const readTemplate = async (context: P21Context, type: EntityType): Promise<JsonObject> =>
  objectOf(await callP21(context, { kind: 'read', method: 'GET', url: `${familyPath(type)}/new` }));

/** All records that fit. P21 has no paging here; the slash before `?` keeps it from redirecting. */
export async function queryEntities(
  context: P21Context,
  type: EntityType,
  conditions: readonly EntityCondition[],
): Promise<readonly JsonObject[]> {
  const query = encodeURIComponent(conditions.map(conditionText).join(' and '));
  const answer = await callP21(context, { kind: 'read', method: 'GET', url: `${familyPath(type)}/?$query=${query}` });
  return Array.isArray(answer) ? (answer as readonly Json[]).filter(isObject) : [];
}

export const createEntity = (context: P21Context, type: EntityType, record: JsonObject): Promise<Json> =>
  callP21(context, { kind: 'write', method: 'POST', url: familyPath(type), json: record, mayBeEmpty: true });

export const updateEntity = (
  context: P21Context,
  type: EntityType,
  update: { id: string; record: JsonObject },
): Promise<Json> =>
  callP21(context, {
    kind: 'write',
    method: 'PUT',
    url: recordPath(context, type, update.id),
    json: update.record,
    mayBeEmpty: true,
  });

export const entityOperators = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'startswith', 'endswith', 'substringof'] as const;

export interface EntityCondition {
  readonly property: string;
  readonly operator: (typeof entityOperators)[number];
  readonly type: 'text' | 'number';
  readonly value: string;
}

/** `substringof` has its arguments the other way round, as OData v2 had them. */
function conditionText({ property, operator, type, value }: EntityCondition): string {
  const literal = type === 'number' ? value : `'${value.replaceAll("'", "''")}'`;
  if (operator === 'substringof') return `substringof(${literal}, ${property})`;
  if (operator === 'startswith' || operator === 'endswith') return `${operator}(${property}, ${literal})`;
  return `${property} ${operator} ${literal}`;
}

/** Flags are `Y`/`N`, numbers may come as text: what counts is the value as a person reads it. */
export const isSameValue = (left: Json | undefined, right: Json | undefined): boolean => {
  const [one, other] = [textOf(left).trim(), textOf(right).trim()];
  const isNumber = /^-?\d+(\.\d+)?$/;
  return one === other || (isNumber.test(one) && isNumber.test(other) && Number(one) === Number(other));
};
