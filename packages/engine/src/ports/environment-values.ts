import type { EnvironmentId, JsonObject, OrganizationId } from '@penstock/kernel';

/** What an environment says, by name. Nothing of another environment ever stands in for what is missing. */
export interface EnvironmentValues {
  /** Read by mappings as `run.variables.<name>`. */
  readonly variables: JsonObject;
  /** Value tables and cross-references: `{ rows: [[key, value]], ignoreCase }`. */
  readonly tables: JsonObject;
}

export interface EnvironmentValuesSource {
  /** The same object as long as nothing changes, so that what is made of a table can be kept. */
  of(place: { readonly organizationId: OrganizationId; readonly environmentId: EnvironmentId }): Promise<EnvironmentValues>;
}

export const noEnvironmentValues: EnvironmentValuesSource = { of: () => Promise.resolve({ variables: {}, tables: {} }) };
