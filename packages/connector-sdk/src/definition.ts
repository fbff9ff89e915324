import type { Clock, Decimal, Json, JsonObject } from '@penstock/kernel';
import type { z } from 'zod';
import type { CodeSandbox } from './code-sandbox';
import type { FailureDetails } from './failure';
import type { FileStorage, StoredFile } from './file-storage';
import type { ConnectionAuth, HttpClient } from './http';
import type { LiveSchemaSource } from './live-schemas';
import type { MailClient, MailServer } from './mail';
import type { OptionSource } from './options/option-source';
import type { SftpClient, SftpServer } from './sftp';

/** What an action or poll gets to work with. No secrets, no ambient clock, no environment. */
export interface ConnectorContext<Settings> {
  readonly http: HttpClient;
  /** The connection's non-secret settings, already validated. */
  readonly settings: Settings;
  readonly clock: Clock;
  /** Lets time pass before a remote is asked again how far it is. Absent: the connector must do without waiting. */
  readonly pause?: (ms: number) => Promise<void>;
  /** Runs code away from the platform. Absent: an administrator has not allowed it. */
  readonly sandbox?: CodeSandbox;
  /** Only for connections that name a mail server. */
  readonly mail?: MailClient;
  /** Only for connections that name an SFTP server. */
  readonly sftp?: SftpClient;
  /** Files of the organisation the call is made for. Absent: the process keeps none. */
  readonly files?: FileStorage;
}

/** Exactly one answer to "did the remote side do it?". */
export type Verdict<Output> =
  | { readonly verdict: 'found'; readonly output: Output; readonly remoteId?: string }
  /** The remote side has it and had refused it (e.g. a decline on record). */
  | { readonly verdict: 'refused'; readonly failure: FailureDetails }
  /** Not there, and the look-up proved that it would have seen it (positive control). */
  | { readonly verdict: 'absent'; readonly evidence: string }
  /** The look-up cannot tell: ask again later. */
  | { readonly verdict: 'unsure'; readonly reason: string }
  /** More than one live match: a person must decide which one to undo. */
  | { readonly verdict: 'duplicate'; readonly output: Output; readonly remoteIds: readonly string[] };

export type EffectKind = 'money' | 'ledger' | 'master-data' | 'message';

/** I: idempotent at the remote side. L: not idempotent, can be looked up. H: neither; every doubt goes to a person. */
export type EffectClass = 'I' | 'L' | 'H';

export interface ReadContract {
  readonly class: 'R';
}

export interface EffectContract<Settings, Input, Output> {
  readonly class: EffectClass;
  readonly kind: EffectKind;
  /** The business fact this effect may happen once for, e.g. the invoice number of a charge. Scoped by the remote's fingerprint. */
  businessKey(input: Input): string;
  /** The sum at stake; absent for effects that move nothing. */
  amount?(input: Input): { readonly value: Decimal; readonly currency: string } | undefined;
  /** Required for class L (and I with kind money or ledger). */
  verify?(context: ConnectorContext<Settings>, effect: SentEffect<Input>): Promise<Verdict<Output>>;
  /** The action that undoes this one and how its input follows from what happened. */
  readonly compensate?: { readonly action: string; input(effect: { input: Input; output: Output }): JsonObject };
  /** Plain words: until when it can be undone, e.g. `until settlement (20:00 Pacific)`. */
  readonly undoWindow?: string;
  /** How long after the fact the look-up may still miss it. */
  readonly visibilityLagMs: number;
  /** How long after sending the remote side may still act. */
  readonly maxProcessingMs: number;
}

export interface SentEffect<Input> {
  readonly input: Input;
  readonly businessKey: string;
  /** Wall clock of the database when the intent was recorded. */
  readonly sentAt: number;
  /**
   * Set when the moment itself is in doubt, after a database was restored: the request left between `sentAt` and this,
   * and the look-up must cover all of it.
   */
  readonly sentBefore?: number;
}

export interface ActionDefinition<Settings = unknown, Input = unknown, Output = unknown> {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** One line: what it does and whether it moves money. */
  readonly summary: string;
  readonly contract: ReadContract | EffectContract<Settings, Input, Output>;
  /** Fields carry `title`, `description` and optional `widget` in `.meta()`. */
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  /** A real-looking output for design time. */
  readonly sample: Json;
  /** @throws ConnectorFailure and nothing else. */
  run(context: ConnectorContext<Settings>, input: Input): Promise<Output>;
  /** The remote side's id of what was made, for people to search by. */
  remoteId?(output: Output): string;
}

/**
 * How the sender of a delivery proves itself. `hmac-sha256`: by one header over the raw body, which names no time, so
 * that a repetition is known by its dedupe key alone. `unsigned-claim`: it cannot, so the flow must read back before acting.
 */
export const signingSchemes = ['standard-webhooks', 'hmac-sha256', 'unsigned-claim'] as const;
export type SigningScheme = (typeof signingSchemes)[number];

/** Where an HMAC-SHA256 over the raw body stands, and how it is written. */
export interface BodySignature {
  /** Lower case, e.g. `x-shopify-hmac-sha256`. */
  readonly header: string;
  readonly encoding: 'base64' | 'hex';
  /** Written before it, e.g. `sha256=`. */
  readonly prefix?: string;
}

export interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  /** The raw body as text (UTF-8). */
  readonly body: string;
}

/** One business fact taken from a delivery or a poll. */
export interface TriggerEvent {
  /** Names the business fact, not the delivery: `merchant:transaction:status`. */
  readonly dedupeKey: string;
  readonly payload: Json;
  /** For search and run lists, e.g. `{ invoice: 'WEB-1001', amount: '19.99', currency: 'USD' }`. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface IntakeChannel<Settings> {
  /** Suffix of the intake path: `''` is the path itself, `silent-post` is `<path>/silent-post`. */
  readonly id: string;
  readonly title: string;
  readonly scheme: SigningScheme;
  /** With `hmac-sha256`, and only then. */
  readonly signature?: BodySignature;
  readonly contentType: 'application/json' | 'application/x-www-form-urlencoded';
  /**
   * Turns one delivery into events.
   * @throws ConnectorFailure class `config` with a message for the sender when the body is not what this channel takes.
   */
  parse(delivery: Delivery, settings: Settings): readonly TriggerEvent[];
}

/** A record of a page that cannot become an event: it is shelved under its key, and its page goes on. */
export interface PoisonRecord {
  /** What the record is called at the remote side; as much of it as could be read. */
  readonly key: string;
  /** Plain words for the person who finds it on the shelf. */
  readonly reason: string;
}

export interface PollPage {
  readonly events: readonly TriggerEvent[];
  /** Opaque; stored after the events of the page. */
  readonly cursor: Json;
  readonly more: boolean;
  readonly poison?: readonly PoisonRecord[];
}

/** Instants, milliseconds; `from` is included, `to` is not. */
export interface InstantRange {
  readonly from: number;
  readonly to: number;
}

export interface PollChannel<ConnectionSettings, Settings> {
  readonly defaultIntervalMs: number;
  /** The builder's choice; absent or undefined: the default. */
  intervalMs?(settings: Settings): number | undefined;
  /** Reads from the cursor minus the overlap; repeats are removed by their dedupe keys. `cursor` is null at first. */
  poll(context: ConnectorContext<ConnectionSettings>, input: { settings: Settings; cursor: Json }): Promise<PollPage>;
  /**
   * Everything of a range of time, page by page, under the same dedupe keys as `poll`; rather a day too much than an
   * hour too little. `cursor` is null at first and belongs to this backfill alone.
   */
  backfill?(context: ConnectorContext<ConnectionSettings>, input: { settings: Settings; cursor: Json } & InstantRange): Promise<PollPage>;
  /** The events of one record, by the remote side's id; none: the remote side has no such record, or the settings leave it out. */
  one?(context: ConnectorContext<ConnectionSettings>, input: { settings: Settings; id: string }): Promise<readonly TriggerEvent[]>;
}

export const missedPolicies = ['skip', 'once', 'all'] as const;
export type MissedPolicy = (typeof missedPolicies)[number];
export const overlapPolicies = ['queue', 'skip', 'parallel'] as const;
export type OverlapPolicy = (typeof overlapPolicies)[number];

/** When a flow starts by itself, and what becomes of times that could not be kept. */
export interface ScheduleSpec {
  /** Five fields: minute, hour, day of month, month, day of week. */
  readonly cron: string;
  /** IANA name, e.g. `Europe/Paris`. */
  readonly timeZone: string;
  /** After the platform was away: start nothing for it, start once, or start for each time up to `maxCatchUp`. */
  readonly missed: MissedPolicy;
  readonly maxCatchUp: number;
  /** While the former run is still open: wait for it, leave this time out, or start anyway. */
  readonly overlap: OverlapPolicy;
}

/** One time of a schedule that has come. */
export interface ScheduleOccasion {
  /** When it was planned and when it was really started, ISO 8601 in UTC. */
  readonly nominalTime: string;
  readonly scheduledAt: string;
  /** The planned time as the clocks of the zone show it, with offset. */
  readonly localTime: string;
  readonly timeZone: string;
  /** 1, 2, … when several times are made up for together. */
  readonly sequence?: number;
}

/** The platform keeps the times; the connector says which they are and what an event of one looks like. */
export interface ScheduleChannel<Settings> {
  spec(settings: Settings): ScheduleSpec;
  event(occasion: ScheduleOccasion, settings: Settings): Omit<TriggerEvent, 'dedupeKey'>;
}

/** A flow that begins with a file somebody uploads for it. The platform keeps the file first. */
export interface FileDropChannel<Settings> {
  /**
   * The events of one file, in its order; their dedupe keys follow from the content.
   * @throws ConnectorFailure class `business` when the file is not what this trigger takes: nothing is started for it.
   */
  events(file: StoredFile, files: FileStorage, settings: Settings): Promise<readonly TriggerEvent[]>;
}

export interface TriggerDefinition<ConnectionSettings = unknown, Settings = unknown> {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  /** What a builder chooses for this trigger. */
  readonly settings: z.ZodType<Settings>;
  /** Shape of `payload`. */
  readonly event: z.ZodType;
  readonly sample: Json;
  readonly channels: readonly IntakeChannel<Settings>[];
  readonly poll?: PollChannel<ConnectionSettings, Settings>;
  readonly schedule?: ScheduleChannel<Settings>;
  readonly fileDrop?: FileDropChannel<Settings>;
}

export interface ConnectionDefinition<Settings = unknown> {
  readonly settings: z.ZodType<Settings>;
  /** Names and titles of the secrets a connection needs; values live in the vault only. */
  readonly secrets: readonly { readonly name: string; readonly title: string; readonly description?: string }[];
  baseUrl(settings: Settings): string;
  /** Hosts (`name` or `name:port`) besides the base URL's own that this connection may talk to. */
  additionalHosts?(settings: Settings): readonly string[];
  /** A function where the settings choose the way. */
  readonly auth: ConnectionAuth<Settings> | ((settings: Settings) => ConnectionAuth<Settings>);
  /** For connections that send mail; `baseUrl` then only names the server. */
  mailServer?(settings: Settings): MailServer;
  /** For connections to files on a server; `baseUrl` then only names it. */
  sftpServer?(settings: Settings): SftpServer;
  /** Which remote this is, e.g. `paytrace:api.paytrace.com:user`: scopes business keys and locks the connection on change. */
  fingerprint(settings: Settings): string;
  /** A harmless read. @throws ConnectorFailure that says what is wrong in plain words. */
  test(context: ConnectorContext<Settings>): Promise<{ readonly summary: string }>;
}

/** One failure a person may meet, for the catalogue of errors. */
export interface ErrorEntry {
  /** As in `FailureDetails.code`. */
  readonly code: string;
  readonly cause: string;
  /** What it means for the money, e.g. `Nothing was charged.` */
  readonly money?: string;
  readonly remedy: string;
}

export interface ConnectorDefinition {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly category: 'payments' | 'erp' | 'logic' | 'messaging' | 'general';
  /** 24 × 24 SVG path data of our own mark, drawn with `currentColor`. */
  readonly mark: string;
  /** The remote API revision this was written for. */
  readonly apiRevision: string;
  /** Absent for connectors that need no connection (e.g. a plain webhook). */
  readonly connection?: ConnectionDefinition<unknown>;
  readonly actions: readonly AnyAction[];
  readonly triggers: readonly AnyTrigger[];
  /** What fields can be chosen from, by the name that their meta gives as `options`. */
  readonly optionSources?: Readonly<Record<string, OptionSource>>;
  /** Where the remote system itself says what its records look like. */
  readonly liveSchemas?: LiveSchemaSource;
  /** Every failure that the connector's own code makes; those of the HTTP layer are `transportErrors`. */
  readonly errors?: readonly ErrorEntry[];
  /** Plain sentences: sizes, ranges, what is not covered. */
  readonly limits?: readonly string[];
}

/** Actions and triggers as the platform handles them: inputs are parsed by their own schemas before every call. */
export type AnyAction = ActionDefinition<unknown, unknown, unknown>;
export type AnyTrigger = TriggerDefinition<unknown, unknown>;
