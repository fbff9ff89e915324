import type { FieldFacts, ObservedShape, SchemaSide, SchemaUses } from '@penstock/flow-model';

/**
 * A schema that flows in use have to do with. `declared`: the connector says so, and it changes with a release. `live`:
 * the remote system says so. `observed`: what came looked so.
 */
export interface Subject {
  /** The same at every check; findings and snapshots are kept by it. */
  readonly key: string;
  readonly kind: 'declared' | 'live' | 'observed';
  readonly title: string;
  readonly connectionId: string | null;
  readonly side: SchemaSide;
  readonly uses: SchemaUses;
}

/** A subject as it is now. */
export interface SeenSubject extends Subject {
  readonly facts: readonly FieldFacts[];
  /** Of an observed one: the counts behind it, and the last run that was looked at. */
  readonly shape?: ObservedShape;
  readonly cursor?: string | null;
}

/** What could not be looked at, in words; findings whose subject begins with `keys` stay as they are. */
export interface UnseenSubject {
  readonly keys: string;
  readonly title: string;
  readonly message: string;
}

export const noUses: SchemaUses = { reads: [], writes: [] };

export const bothUses = (one: SchemaUses, other: SchemaUses): SchemaUses => ({
  reads: [...one.reads, ...other.reads],
  writes: [...one.writes, ...other.writes],
});
