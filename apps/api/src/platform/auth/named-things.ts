import { z } from 'zod';

/** Objects that belong to one environment. */
export const environmentObjects = ['run', 'event', 'deployment', 'connection', 'effect', 'reference_table', 'promotion', 'schema_finding', 'environment'] as const;
export type EnvironmentObject = (typeof environmentObjects)[number];

/** What a request acts on that belongs to an environment. */
export interface NamedThings {
  /** Environments by their key. */
  readonly keys: readonly string[];
  readonly objects: readonly { readonly kind: EnvironmentObject; readonly id: string }[];
}

export interface Asked {
  /** The route's own path, not what was sent. */
  readonly routeOptions: { readonly url?: string | undefined };
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

/** `:id` of `/api/v1/runs/:id` is that of a run. */
const kindOfPath: Readonly<Record<string, EnvironmentObject>> = {
  runs: 'run', events: 'event', deployments: 'deployment', connections: 'connection', effects: 'effect',
  'value-tables': 'reference_table', 'cross-references': 'reference_table', promotions: 'promotion', 'schema-findings': 'schema_finding', environments: 'environment',
};
const pathIds = ['id', 'otherId'];
/** Fields of queries and bodies that name an object, wherever they stand at the top. */
const kindOfField: Readonly<Record<string, EnvironmentObject>> = {
  runId: 'run', runIds: 'run', eventId: 'event', eventIds: 'event', deploymentId: 'deployment', connectionId: 'connection', effectId: 'effect', effectIds: 'effect',
};

const uuid = z.uuid();
const isId = (value: unknown): value is string => uuid.safeParse(value).success;
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** The kind of object that the address of a route names, if it belongs to an environment. */
export const kindNamedBy = (routePath: string): EnvironmentObject | undefined =>
  routePath.includes('/:id') ? kindOfPath[/^\/api\/v1\/([^/]+)\/:id/.exec(routePath)?.[1] ?? ''] : undefined;

/**
 * Everything of an environment that a request names, in its address, its query or its body. Nothing is checked yet: what
 * is no id and no key is refused by the validation of the route, and names nothing here.
 */
export function thingsNamedBy({ routeOptions, params, query, body }: Asked): NamedThings {
  const kind = kindNamedBy(routeOptions.url ?? '');
  const inPath = kind ? pathIds.map((name) => fieldsOf(params)[name]).filter(isId).map((id) => ({ kind, id })) : [];
  const fields = [fieldsOf(query), fieldsOf(body)];
  const inFields = fields.flatMap((each) =>
    Object.entries(kindOfField).flatMap(([field, of]) => [each[field]].flat().filter(isId).map((id) => ({ kind: of, id }))),
  );
  const keys = fields.flatMap(({ environment }) => (typeof environment === 'string' ? [environment] : []));
  return { keys, objects: [...inPath, ...inFields] };
}
