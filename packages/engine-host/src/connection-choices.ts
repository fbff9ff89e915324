import { ConnectorFailure, loadOptions, OPTIONS_TIMEOUT_MS, optionsTooSlow, type FailureDetails, type OptionsPage, type OptionsRequest } from '@penstock/connector-sdk';
import type { ConnectionGate, HoldReason } from '@penstock/engine';
import type { OrganizationId } from '@penstock/kernel';
import { connectorOf } from './catalog-lookup';
import type { ConnectionDirectory } from './connection-directory';
import { gatedRead } from './gated-read';

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
      const read = await gatedRead(this.parts.gate, { organizationId, connectionId }, { load: () => loadOptions(source, context, request), timeoutMs: OPTIONS_TIMEOUT_MS, tooSlow: optionsTooSlow });
      return read.kind === 'held' ? refused('held', holdWords[read.reason]) : { outcome: 'listed', page: read.value };
    } catch (thrown) {
      if (!(thrown instanceof ConnectorFailure)) throw thrown;
      return refused(thrown.code === 'OPTIONS_NEED_FIELD' ? 'field-missing' : 'remote', wordsOf(thrown.details));
    }
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
