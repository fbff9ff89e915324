import type { Clock } from '@penstock/kernel';
import type { HttpRequest, HttpResponse } from '../http';

/** What a person chooses: the value a step takes, and what they recognise it by. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** What tells two of the same label apart, e.g. `$228.71 open, due 2026-10-01`. */
  readonly detail?: string;
}

export interface OptionsRequest {
  /** Part of a name or a number, trimmed; absent: the first ones. */
  readonly search?: string;
  /** As `nextCursor` gave it, yet it comes from outside: judge it, and never take an address from it. */
  readonly cursor?: string;
  /** Values of the other fields this source looks at, by their names, as far as they are known. */
  readonly depends: Readonly<Record<string, string>>;
}

export interface OptionsPage {
  readonly options: readonly Option[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

/** A request that asks and changes nothing. */
export type ReadRequest = HttpRequest & { readonly method: 'GET' };

/** What a source of options works with: the connection's own HTTP port, held to reading. */
export interface OptionsContext<Settings> {
  readonly http: { readonly send: (request: ReadRequest) => Promise<HttpResponse> };
  readonly settings: Settings;
  readonly clock: Clock;
}

/**
 * The remote records that a field of an action or trigger can be chosen from; the field names its source in its meta:
 * `z.string().meta({ title: 'Customer', options: 'customers' })`. Runs on the server only, with a connection of the
 * asking organisation, and can only read: every request but a GET is refused before it leaves, see `queries`.
 */
export interface OptionSource<Settings = unknown> {
  /** In the plural, e.g. `Open invoices`. */
  readonly title: string;
  /** Names of fields beside the chosen one that must be known first, e.g. the order whose payments are listed. */
  readonly needs?: readonly string[];
  /** Names of fields beside the chosen one that shorten the list where they are known. */
  readonly narrowedBy?: readonly string[];
  /** Paths of the POSTs that only ask, for systems that query by POST, e.g. `/v1/customer/export`. */
  readonly queries?: readonly string[];
  /** @throws ConnectorFailure and nothing else. */
  load(context: OptionsContext<Settings>, request: OptionsRequest): Promise<OptionsPage>;
}

/** Declares a source with full types and hands it to the platform. */
export const defineOptions = <Settings>(source: OptionSource<Settings>): OptionSource => source as unknown as OptionSource;
