import type { JsonObject } from '@penstock/kernel';
import type { ConnectorContext } from './definition';
import type { JsonSchema } from './descriptor';
import { readingPort } from './options/reading-port';
import type { OptionsContext } from './options/option-source';

/** A step or trigger as a flow uses it, for the question what it reads and writes at the remote side. */
export interface LiveSchemaRequest {
  /** Id of the action or trigger. */
  readonly operation: string;
  /** Settings of the trigger, or what the step gives the action whatever the run. Comes from outside: judge it. */
  readonly settings: JsonObject;
}

/** What the remote side says about records that a step or trigger reads or writes. */
export interface LiveSchema {
  /** What people call it, e.g. `Table customer`; the same thing always has the same title. */
  readonly title: string;
  /** `read`: shape of the event or output. `written`: shape of the input. */
  readonly side: 'read' | 'written';
  /** As the remote side has it now: a field that it lacks is missing here. */
  readonly schema: JsonSchema;
  /** Paths in the schema that the connection or the step names by itself, without a mapping. */
  readonly used?: readonly string[];
}

/**
 * Schemas that only the remote system knows: tables with columns of their own, forms of one installation. Read at night
 * and on demand to find what changed under the flows in use; like a source of options it can only read.
 */
export interface LiveSchemaSource<Settings = unknown> {
  /** Ids of the actions and triggers whose records it can describe. */
  readonly operations: readonly string[];
  /** Paths of the POSTs that only ask, see `OptionSource`. */
  readonly queries?: readonly string[];
  /** None: the remote side says nothing about this use. @throws ConnectorFailure and nothing else. */
  describe(context: OptionsContext<Settings>, request: LiveSchemaRequest): Promise<readonly LiveSchema[]>;
}

/** Milliseconds for all requests of one question; the metadata of an ERP has megabytes. */
export const LIVE_SCHEMA_TIMEOUT_MS = 60_000;

/** Declares a source with full types and hands it to the platform. */
export const defineLiveSchemas = <Settings>(source: LiveSchemaSource<Settings>): LiveSchemaSource => source as unknown as LiveSchemaSource;

/** What the source says, by a port that can only read. @throws ConnectorFailure */
export function loadLiveSchemas(source: LiveSchemaSource, { http, settings, clock }: ConnectorContext<unknown>, request: LiveSchemaRequest): Promise<readonly LiveSchema[]> {
  return source.describe({ http: readingPort(http, source, { clock, timeoutMs: LIVE_SCHEMA_TIMEOUT_MS }), settings, clock }, request);
}
