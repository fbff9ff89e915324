import { setTimeout } from 'node:timers/promises';
import { ConnectorFailure, loadOptions, OPTIONS_TIMEOUT_MS, optionsTooSlow, type FailureDetails, type OptionsPage, type OptionsRequest } from '@penstock/connector-sdk';
import { failureFrom, type ConnectionGate, type FailureRecord, type GateEntry, type HoldReason } from '@penstock/engine';
import type { OrganizationId } from '@penstock/kernel';
import { connectorOf } from './catalog-lookup';
import type { ConnectionDirectory } from './connection-directory';

/** A list of choices of one connection, e.g. of its customers. */
export interface ChoicesQuestion extends OptionsRequest {
  /** As the connector names it. */
  readonly source: string;
}

/** `held`: nothing was asked of the other system. `remote`: it could not or would not answer. */
export type ChoicesAnswer =
  | { readonly outcome: 'listed'; readonly page: OptionsPage }
  | { readonly outcome: 'refused'; readonly reason: 'not-found' | 'unknown-source' | 'field-missing' | 'held' | 'remote'; readonly message: string };

interface Parts {
  readonly directory: Pick<ConnectionDirectory, 'opened'>;
  readonly gate: ConnectionGate;
}

/**
 * Lists what fields can be chosen from. The one way to it: a connection of the asking organisation, its secrets put in
 * by the HTTP layer, its gate, a source of its own connector, reading only, within a time (security rules S6, S12).
 */
export class ConnectionChoices {
  constructor(private readonly parts: Parts) {}

  async list(organizationId: OrganizationId, id: string, { source: name, ...request }: ChoicesQuestion): Promise<ChoicesAnswer> {
    try {
      const opened = await this.parts.directory.opened(organizationId, id);
      if (!opened) return refused('not-found', 'There is no such connection. Nothing was asked.');
      const { connector, connectionId, context } = opened;
      const sources = connectorOf(connector)?.optionSources ?? {};
      const source = Object.hasOwn(sources, name) ? sources[name] : undefined;
      if (!source) return refused('unknown-source', `The connector ${connector} offers no choices called “${name}”. Nothing was asked of the other system.`);
      return await this.throughGate({ organizationId, connectionId }, () => loadOptions(source, context, request));
    } catch (thrown) {
      if (!(thrown instanceof ConnectorFailure)) throw thrown;
      return refused(thrown.code === 'OPTIONS_NEED_FIELD' ? 'field-missing' : 'remote', wordsOf(thrown.details));
    }
  }

  /** Only throttling counts for the weather: a search that finds a mistake says nothing about the payments beside it. */
  private async throughGate(entry: GateEntry, load: () => Promise<OptionsPage>): Promise<ChoicesAnswer> {
    const answer = await this.parts.gate.enter(entry);
    if (answer.kind === 'hold') return refused('held', holdWords[answer.reason]);
    let throttling: FailureRecord | null = null;
    try {
      return { outcome: 'listed', page: await withinTime(load) };
    } catch (thrown) {
      const failure = failureFrom(thrown, '');
      if (failure.class === 'throttled') throttling = failure;
      throw thrown;
    } finally {
      answer.leave(throttling);
    }
  }
}

/** Every request has its own limit already; this one also ends a sign-in or a wait that goes on too long. */
async function withinTime(load: () => Promise<OptionsPage>): Promise<OptionsPage> {
  const done = new AbortController();
  const tooLate = setTimeout(OPTIONS_TIMEOUT_MS, undefined, { signal: done.signal }).then(() => {
    throw new ConnectorFailure(optionsTooSlow);
  });
  try {
    return await Promise.race([load(), tooLate]);
  } finally {
    tooLate.catch(() => undefined);
    done.abort();
  }
}

const wordsOf = ({ message, remedy = 'Type the value by hand, or test the connection.' }: FailureDetails): string =>
  `${/[.!?”]$/.test(message.trim()) ? message : `${message.trim()}.`} ${remedy}`;

const refused = (reason: Extract<ChoicesAnswer, { outcome: 'refused' }>['reason'], message: string): ChoicesAnswer => ({ outcome: 'refused', reason, message });

const byHand = 'Type the value by hand, or look again later.';
const holdWords: Readonly<Record<HoldReason, string>> = {
  breaker: `The other system does not answer at the moment, so it was not asked. ${byHand}`,
  maintenance: `The connection is closed for planned maintenance, so nothing was asked. ${byHand}`,
  rate: `The connection has used up its calls for this moment; payments go first. ${byHand}`,
  concurrency: `The connection is busy; payments go first. ${byHand}`,
  credentials: 'The other system refuses the sign-in, so it was not asked. Enter the credentials of the connection again, or type the value by hand.',
};
