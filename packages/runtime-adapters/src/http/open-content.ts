import { ConnectorFailure, type FileContent } from '@penstock/connector-sdk';
import type { SecretScope } from './secret-injection';
import { transportFailure } from './transport-failure';

export interface OpenContentOptions {
  readonly secrets: SecretScope;
  readonly host: string;
  readonly requestLine: string;
}

/** Longer than any spelling of a secret that is looked for in what comes back. */
const OVERLAP = 16 * 1024;

/** The body of an open answer as connectors get it: its failures in their words, and never with a secret inside. */
export async function* openContent(content: FileContent, { secrets, host, requestLine }: OpenContentOptions): FileContent {
  let before = '';
  try {
    for await (const bytes of content) {
      const text = before + Buffer.from(bytes).toString('latin1');
      // Taking it out would change the file, and its beginning may be kept already.
      if (secrets.scrub(text) !== text) throw echoedSecret(host, requestLine);
      before = text.slice(-OVERLAP);
      yield bytes;
    }
  } catch (thrown) {
    throw transportFailure(thrown, host, requestLine);
  }
}

const echoedSecret = (host: string, request: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'HTTP_ECHOES_SECRET',
    message: `What ${host} sent holds credentials of this connection. Nothing of it was taken over.`,
    remedy: 'Ask those who run the system for an answer without credentials.',
    exchange: { request },
  });
