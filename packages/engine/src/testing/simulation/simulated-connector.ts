import { defineAction, defineConnector, type ConnectorDefinition } from '@penstock/connector-sdk';
import { z } from 'zod';
import { MAX_PROCESSING_MS, VISIBILITY_LAG_MS, type SimulatedRemote } from './simulated-remote';
import type { SimulatedProcess } from './simulated-process';

const input = z.object({ key: z.string(), amount: z.string() });
const output = z.object({ id: z.string() });
type Input = z.infer<typeof input>;

/**
 * The remote system as one process sees it: `book` (class L, undone by `unbook`), `post` (class I),
 * `put`
 * (class I without look-up), `mail` (class H) and `read` (class R).
 */
export function simulatedConnector(process: SimulatedProcess, remote: SimulatedRemote, { asksRemote }: { readonly asksRemote: boolean }): ConnectorDefinition {
  const common = { version: 1, summary: 'Writes an amount.', input, output, sample: { id: 'D-1' } };
  const effect = { kind: 'master-data' as const, businessKey: ({ key }: Input) => key, visibilityLagMs: VISIBILITY_LAG_MS, maxProcessingMs: MAX_PROCESSING_MS };
  const verifying = (action: string) => async (_context: unknown, { businessKey }: { readonly businessKey: string }) =>
    asksRemote ? remote.lookUp(process, { action, key: businessKey }) : ({ verdict: 'absent', evidence: 'Nobody was asked.' } as const);
  const calling =
    (action: string, isIdempotent = false) =>
    async (_context: unknown, { key, amount }: Input) =>
      remote.call(process, { action, key, amount, isIdempotent });
  return defineConnector({
    id: 'ledger',
    title: 'Ledger',
    summary: 'A remote system for simulations.',
    category: 'general',
    mark: '',
    apiRevision: '1',
    triggers: [],
    actions: [
      defineAction({
        ...common,
        id: 'book',
        title: 'Book',
        contract: { ...effect, kind: 'ledger', class: 'L', verify: verifying('book'), compensate: { action: 'unbook', input: ({ output: made }) => ({ id: made.id }) } },
        run: calling('book'),
        remoteId: ({ id }) => id,
      }),
      defineAction({
        ...common,
        id: 'unbook',
        title: 'Unbook',
        input: z.object({ id: z.string() }),
        contract: { ...effect, businessKey: ({ id }) => id, class: 'I', verify: verifying('unbook') },
        run: async (_context, { id }) => remote.call(process, { action: 'unbook', key: id, amount: '0', isIdempotent: true, undoes: id }),
      }),
      defineAction({ ...common, id: 'post', title: 'Post', contract: { ...effect, class: 'I', verify: verifying('post') }, run: calling('post', true) }),
      defineAction({ ...common, id: 'put', title: 'Put', contract: { ...effect, kind: 'message', class: 'I' }, run: calling('put', true) }),
      defineAction({ ...common, id: 'mail', title: 'Mail', contract: { ...effect, kind: 'message', class: 'H' }, run: calling('mail') }),
      defineAction({ ...common, id: 'read', title: 'Read', contract: { class: 'R' }, run: async (_context, { key }) => remote.look(process, key) }),
    ],
  });
}
