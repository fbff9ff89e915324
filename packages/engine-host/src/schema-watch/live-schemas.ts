import { ConnectorFailure, LIVE_SCHEMA_TIMEOUT_MS, loadLiveSchemas, optionsTooSlow, type ConnectorContext, type HttpClient, type HttpResponse, type LiveSchema, type LiveSchemaSource } from '@penstock/connector-sdk';
import type { ConnectionGate, ConnectionResolver, HoldReason, ResolvedConnection } from '@penstock/engine';
import { factsOfSchema } from '@penstock/flow-model';
import { canonicalJson, type EnvironmentId, type OrganizationId } from '@penstock/kernel';
import { gatedRead } from '../gated-read';
import type { ConnectorLookUp } from './declared-schemas';
import type { OperationUse } from './operation-uses';
import { bothUses, type SeenSubject, type UnseenSubject } from './subject';

export interface LiveParts {
  readonly connections: ConnectionResolver;
  readonly gate: ConnectionGate;
  /** What nobody expects, for the log. */
  readonly trouble: (what: string, error: unknown) => void;
}

interface Place {
  readonly organizationId: OrganizationId;
  readonly environmentId: EnvironmentId;
  /** Ends the questions, and the wait for the one that is asked. */
  readonly signal: AbortSignal;
}

export interface LiveSubjects {
  readonly seen: readonly SeenSubject[];
  readonly unseen: readonly UnseenSubject[];
}

/**
 * Asks the remote systems, one question after the other and through the gates of their connections: what they say about
 * the records that flows in use read and write there.
 * @throws the reason of the signal when it ends the questions
 */
export async function liveSubjects(parts: LiveParts, operations: readonly OperationUse[], { connectorOf, ...place }: Place & { readonly connectorOf: ConnectorLookUp }): Promise<LiveSubjects> {
  const asked = new Asked(parts, place);
  for (const use of operations) {
    const source = connectorOf(use.connector)?.liveSchemas;
    place.signal.throwIfAborted();
    if (source?.operations.includes(use.operation)) await asked.ask(use, source);
  }
  return { seen: [...asked.seen.values()], unseen: [...asked.unseen.values()] };
}

class Asked {
  readonly seen = new Map<string, SeenSubject>();
  readonly unseen = new Map<string, UnseenSubject>();
  /** By connection, operation and settings: flows that do the same ask once. */
  private readonly answers = new Map<string, Promise<readonly LiveSchema[]>>();
  private readonly ports = new Map<string, ConnectorContext<unknown>>();
  /** Connections that did not answer: they are not waited for a second time. */
  private readonly silent = new Map<string, ConnectorFailure>();

  constructor(
    private readonly parts: LiveParts,
    private readonly place: Place,
  ) {}

  async ask(use: OperationUse, source: LiveSchemaSource): Promise<void> {
    let keys = `live/`;
    try {
      const connection = await this.parts.connections.resolve({ ...this.place, connector: use.connector, slot: use.slot ?? null, flowId: use.flowId });
      keys = `live/${connection.connectionId ?? ''}/${use.operation}/`;
      for (const schema of await this.answer(use, { source, connection })) this.keep(use, { ...schema, keys, connectionId: connection.connectionId });
    } catch (thrown) {
      this.place.signal.throwIfAborted();
      const isExpected = thrown instanceof ConnectorFailure;
      if (!isExpected) this.parts.trouble(`asking ${use.connector} for the schema of ${use.operation}`, thrown);
      this.unseen.set(`${keys}${use.flowId}/${use.stepId}`, { keys, title: use.stepName, message: isExpected ? thrown.message : atFault });
    }
  }

  private answer(use: OperationUse, { source, connection }: { readonly source: LiveSchemaSource; readonly connection: ResolvedConnection }): Promise<readonly LiveSchema[]> {
    const { operation, settings } = use;
    const question = `${connection.connectionId ?? ''} ${operation} ${canonicalJson(settings)}`;
    const known = this.answers.get(question);
    if (known) return known;
    const answer = this.throughGate(connection, (context) => loadLiveSchemas(source, context, { operation, settings }));
    this.answers.set(question, answer);
    return answer;
  }

  private async throughGate(connection: ResolvedConnection, load: (context: ConnectorContext<unknown>) => Promise<readonly LiveSchema[]>): Promise<readonly LiveSchema[]> {
    const context = this.contextOf(connection);
    if (connection.connectionId === null) return load(context);
    const { connectionId } = connection;
    const silent = this.silent.get(connectionId);
    if (silent) throw silent;
    const { organizationId, signal } = this.place;
    const read = await gatedRead(this.parts.gate, { organizationId, connectionId }, { load: () => load(context), timeoutMs: LIVE_SCHEMA_TIMEOUT_MS, tooSlow, signal }).catch((thrown: unknown) => {
      if (thrown instanceof ConnectorFailure && isSilence(thrown)) this.silent.set(connectionId, thrown);
      throw thrown;
    });
    if (read.kind === 'read') return read.value;
    throw new ConnectorFailure({ class: 'transient', code: 'SCHEMA_CHECK_HELD', message: heldWords[read.reason] });
  }

  /** The same page of metadata is fetched once per check. */
  private contextOf({ connectionId, context }: ResolvedConnection): ConnectorContext<unknown> {
    const known = this.ports.get(connectionId ?? '');
    if (known) return known;
    const port = { ...context, http: remembering(context.http) };
    this.ports.set(connectionId ?? '', port);
    return port;
  }

  private keep({ uses, flowId, stepId, stepName }: OperationUse, { title, side, schema, used = [], keys, connectionId }: LiveSchema & { readonly keys: string; readonly connectionId: string | null }): void {
    const key = `${keys}${side}/${title}`;
    const place = uses.writes[0]?.place ?? uses.reads[0]?.place;
    const own = { flowId, flowName: place?.flowName ?? '', stepId, stepName };
    const reads = [...(side === 'read' ? uses.reads : []), ...used.map((path) => ({ path, isTolerant: false, place: own }))];
    const mine = { reads, writes: side === 'written' ? uses.writes : [] };
    const known = this.seen.get(key);
    this.seen.set(key, known ? { ...known, uses: bothUses(known.uses, mine) } : { key, kind: 'live', title, connectionId, side, uses: mine, facts: factsOfSchema(schema) });
  }
}

function remembering(http: HttpClient): HttpClient {
  const answers = new Map<string, Promise<HttpResponse>>();
  return {
    send(request) {
      if (request.method !== 'GET') return http.send(request);
      const known = answers.get(request.url);
      if (known) return known;
      const answer = http.send(request);
      answers.set(request.url, answer);
      return answer;
    },
  };
}

const tooSlow = {
  class: 'transient',
  code: 'SCHEMA_CHECK_TOO_SLOW',
  message: 'The other system took too long to describe its records. Nothing was changed there; the next check asks again.',
} as const;

/** No whole answer in time, as opposed to one that says no. */
const isSilence = ({ details }: ConnectorFailure): boolean =>
  details.class === 'ambiguous' || details.class === 'not-sent' || details.code === tooSlow.code || details.code === optionsTooSlow.code;

const atFault = 'The connector failed to say what the other system describes. Nothing was changed there, and flows go on. Report this: the connector is at fault; the log of the worker says more.';

const later = 'Nothing was asked; the next check does.';
const heldWords: Readonly<Record<HoldReason, string>> = {
  breaker: `The other system does not answer at the moment. ${later}`,
  maintenance: `The connection is closed for planned maintenance. ${later}`,
  rate: `The connection has used up its calls for this moment; payments go first. ${later}`,
  concurrency: `The connection is busy; payments go first. ${later}`,
  credentials: `The other system refuses the sign-in. ${later}`,
};
