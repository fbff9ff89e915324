import { ConnectorFailure, defineAction, defineConnector, type ConnectorDefinition, type FailureClass, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';

/**
 * A remote system for engine tests: it books amounts under a key and can be told how to misbehave. `booked` is the
 * judge: every entry is one effect that really happened.
 */
export type Behaviour =
  | 'book'
  /** Books, then the answer is lost. */
  | 'book-silently'
  /** Does nothing and the answer is lost. */
  | 'swallow'
  | { readonly refuse: FailureClass };

export class LedgerRemote {
  readonly booked: { readonly key: string; readonly amount: string }[] = [];
  readonly behaviours: Behaviour[] = [];
  readonly verdicts: Verdict<unknown>[] = [];
  calls = 0;
  lookUps = 0;

  book(key: string, amount: string): { id: string } {
    this.calls += 1;
    const behaviour = this.behaviours.shift() ?? 'book';
    if (behaviour === 'book' || behaviour === 'book-silently') this.booked.push({ key, amount });
    if (behaviour === 'book') return { id: `R-${this.booked.length}` };
    const failureClass = typeof behaviour === 'object' ? behaviour.refuse : 'ambiguous';
    throw new ConnectorFailure({ class: failureClass, code: 'REMOTE', message: `The remote system answered: ${failureClass}.` });
  }

  lookUp(key: string): Verdict<{ id: string }> {
    this.lookUps += 1;
    const told = this.verdicts.shift();
    if (told) return told as Verdict<{ id: string }>;
    const index = this.booked.findIndex((entry) => entry.key === key);
    return index >= 0 ? { verdict: 'found', output: { id: `R-${index + 1}` } } : { verdict: 'absent', evidence: 'The list was read and does not hold it.' };
  }
}

const input = z.object({ key: z.string(), amount: z.string() });

/** The remote as a connector `ledger` with the actions `book` (class L), `mail` (class H) and `read` (class R). */
export function ledgerConnector(remote: LedgerRemote): ConnectorDefinition {
  const output = z.object({ id: z.string() });
  const common = { version: 1, summary: 'Books an amount.', input, output, sample: { id: 'R-1' } };
  const effect = { kind: 'ledger' as const, businessKey: ({ key }: z.infer<typeof input>) => key, visibilityLagMs: 0, maxProcessingMs: 0 };
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
        contract: { ...effect, class: 'L', verify: async (_context, { businessKey }) => remote.lookUp(businessKey) },
        run: async (_context, { key, amount }) => remote.book(key, amount),
        remoteId: ({ id }) => id,
      }),
      defineAction({
        ...common,
        id: 'mail',
        title: 'Mail',
        contract: { ...effect, kind: 'message', class: 'H' },
        run: async (_context, { key, amount }) => remote.book(key, amount),
      }),
      defineAction({
        ...common,
        id: 'read',
        title: 'Read',
        contract: { class: 'R' },
        run: async (_context, { key, amount }) => remote.book(key, amount),
      }),
    ],
  });
}
