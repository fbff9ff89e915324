import { ConnectorFailure, type ConnectorDefinition, type FailureClass, type Verdict } from '@penstock/connector-sdk';
import { ledgerConnectorTo } from './ledger-connector';

/**
 * A remote system for engine tests: it books amounts under a key and can be told how to misbehave. `booked` is the
 * judge: every entry is one effect that really happened.
 */
export type Behaviour =
  | 'book'
  /** Books, then the answer is lost. */
  | 'book-silently'
  /** Books, and the answer never comes. */
  | 'book-and-hang'
  /** Does nothing and the answer is lost. */
  | 'swallow'
  | { readonly refuse: FailureClass };

export class LedgerRemote {
  readonly booked: { readonly key: string; readonly amount: string }[] = [];
  /** Keys of bookings that were taken back, in that order. */
  readonly undone: string[] = [];
  /** Keys whose bookings are refused for a business reason. */
  readonly refusedKeys = new Set<string>();
  readonly behaviours: Behaviour[] = [];
  readonly verdicts: Verdict<unknown>[] = [];
  calls = 0;
  lookUps = 0;

  book(key: string, amount: string): { id: string } | Promise<never> {
    this.calls += 1;
    if (this.refusedKeys.has(key)) throw new ConnectorFailure({ class: 'business', code: 'REFUSED', message: `The remote system refuses ${key}.` });
    const behaviour = this.behaviours.shift() ?? 'book';
    if (behaviour === 'book' || behaviour === 'book-silently' || behaviour === 'book-and-hang') this.booked.push({ key, amount });
    if (behaviour === 'book-and-hang') return new Promise<never>(() => undefined);
    if (behaviour === 'book') return { id: `R-${this.booked.length}` };
    const failureClass = typeof behaviour === 'object' ? behaviour.refuse : 'ambiguous';
    throw new ConnectorFailure({ class: failureClass, code: 'REMOTE', message: `The remote system answered: ${failureClass}.` });
  }

  unbook(id: string): { id: string } {
    const key = this.booked[Number(id.slice(2)) - 1]?.key ?? '';
    if (this.refusedKeys.has(`undo ${key}`)) throw new ConnectorFailure({ class: 'business', code: 'SETTLED', message: 'It is settled.' });
    this.undone.push(key);
    return { id: `U-${id}` };
  }

  lookUpUndo(id: string): Verdict<{ id: string }> {
    const key = this.booked[Number(id.slice(2)) - 1]?.key ?? '';
    return this.undone.includes(key) ? { verdict: 'found', output: { id: `U-${id}` } } : { verdict: 'absent', evidence: 'It still stands.' };
  }

  lookUp(key: string): Verdict<{ id: string }> {
    this.lookUps += 1;
    const told = this.verdicts.shift();
    if (told) return told as Verdict<{ id: string }>;
    const index = this.booked.findIndex((entry) => entry.key === key);
    return index >= 0 ? { verdict: 'found', output: { id: `R-${index + 1}` } } : { verdict: 'absent', evidence: 'The list was read and does not hold it.' };
  }
}

/** The remote as a connector. */
export const ledgerConnector = (remote: LedgerRemote): ConnectorDefinition =>
  ledgerConnectorTo(
    {
      write: (_action, { key, amount }) => remote.book(key, amount),
      unbook: (id) => remote.unbook(id),
      read: ({ key, amount }) => remote.book(key, amount),
      lookUp: (action, key) => (action === 'unbook' ? remote.lookUpUndo(key) : remote.lookUp(key)),
    },
    { visibilityLagMs: 0, maxProcessingMs: 0 },
  );
