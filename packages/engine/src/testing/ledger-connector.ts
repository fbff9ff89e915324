import { defineAction, defineConnector, type ConnectorDefinition, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';

const input = z.object({ key: z.string(), amount: z.string() });
const output = z.object({ id: z.string() });
const undoInput = z.object({ id: z.string() });
type Input = z.infer<typeof input>;
type Output = z.infer<typeof output>;

/** Writes: `book` (class L, undone by `unbook`), `post` (class I), `notify` (class I without look-up), `mail` (class H). */
export type LedgerWrite = 'book' | 'post' | 'notify' | 'mail';

/** A remote system that stands behind the connector. */
export interface LedgerSide {
  write(action: LedgerWrite, input: Input): Output | Promise<Output>;
  /** Takes back the booking with this id; class I. */
  unbook(id: string): Output | Promise<Output>;
  read(input: Input): Output | Promise<Output>;
  lookUp(action: LedgerWrite | 'unbook', businessKey: string): Verdict<Output> | Promise<Verdict<Output>>;
}

/** How long the remote side takes at most, and how long its look-ups lag behind. */
export interface LedgerTimes {
  readonly visibilityLagMs: number;
  readonly maxProcessingMs: number;
}

/** A connector `ledger` for tests, with one action for each way in which a write can be known. */
export function ledgerConnectorTo(side: LedgerSide, times: LedgerTimes): ConnectorDefinition {
  const common = { version: 1, summary: 'Writes an amount.', input, output, sample: { id: 'R-1' } };
  const effect = { ...times, kind: 'ledger' as const, businessKey: ({ key }: Input) => key };
  const message = { ...effect, kind: 'message' as const };
  const writing = (action: LedgerWrite) => async (_context: unknown, written: Input) => side.write(action, written);
  const verifying = (action: LedgerWrite | 'unbook') => async (_context: unknown, { businessKey }: { readonly businessKey: string }) => side.lookUp(action, businessKey);
  return defineConnector({
    id: 'ledger',
    title: 'Ledger',
    summary: 'A remote system for tests.',
    category: 'general',
    mark: '',
    apiRevision: '1',
    triggers: [],
    actions: [
      defineAction({
        ...common,
        id: 'book',
        title: 'Book',
        contract: { ...effect, class: 'L', verify: verifying('book'), compensate: { action: 'unbook', input: ({ output: made }) => ({ id: made.id }) } },
        run: writing('book'),
        remoteId: ({ id }) => id,
      }),
      defineAction({
        ...common,
        id: 'unbook',
        title: 'Unbook',
        input: undoInput,
        contract: { ...effect, businessKey: ({ id }) => id, class: 'I', verify: verifying('unbook') },
        run: async (_context, { id }) => side.unbook(id),
      }),
      defineAction({ ...common, id: 'post', title: 'Post', contract: { ...effect, class: 'I', verify: verifying('post') }, run: writing('post') }),
      defineAction({ ...common, id: 'mail', title: 'Mail', contract: { ...message, class: 'H' }, run: writing('mail') }),
      defineAction({ ...common, id: 'notify', title: 'Notify', contract: { ...message, class: 'I' }, run: writing('notify') }),
      defineAction({ ...common, id: 'read', title: 'Read', contract: { class: 'R' }, run: async (_context, asked) => side.read(asked) }),
    ],
  });
}
