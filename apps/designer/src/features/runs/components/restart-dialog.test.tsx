import type { RunStep } from '@penstock/contracts';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFlow } from '../../../testing/a-flow';
import { aStoppedRun } from '../../../testing/run-records';
import { renderPage } from '../../../testing/render-page';
import type { KnownEffects } from './known-effects';
import { RestartDialog } from './restart-dialog';

const run = aStoppedRun({ code: 'AWAY', amount: '218.40' });
const steps: RunStep[] = [
  {
    stepId: 'charge',
    name: 'Charge',
    kind: 'action',
    status: 'failed',
    attempts: 1,
    startedAt: null,
    finishedAt: null,
    failure: null,
  },
];

function show(parts: Partial<KnownEffects>, answers: readonly (() => unknown)[] = []) {
  const sent: unknown[][] = [];
  const restart = async (...request: unknown[]): Promise<unknown> => {
    sent.push(request);
    return answers[sent.length - 1]?.();
  };
  const effects = { effects: undefined, error: null, retry: () => undefined, ...parts };
  renderPage(<RestartDialog run={run} steps={steps} effects={effects} onClose={() => undefined} />, {
    flows: { version: async () => ({ document: aFlow() }) },
    runs: { restart },
  });
  return sent;
}
const confirm = () => screen.findByRole('button', { name: 'Start again' });
const giveReason = async () => userEvent.type(await screen.findByLabelText(/Reason/), 'The bank was away');

describe('a restart', () => {
  test('is not agreed to before its consequence is known', async () => {
    show({});
    await giveReason();

    expect(await confirm()).toBeDisabled();
  });

  test('sends the same request under the same key, and another one under a new key', async () => {
    const lost = (): never => {
      throw new Error('The answer got lost.');
    };
    const sent = show({ effects: [] }, [lost, lost, lost]);
    await giveReason();
    await screen.findByText(/1 step that ran before runs again/);
    await userEvent.click(await confirm());
    await screen.findByRole('alert');
    await userEvent.click(await confirm());
    await userEvent.type(screen.getByLabelText(/Reason/), ', twice');
    await userEvent.click(await confirm());

    const [first, second, third] = sent.map(([, , key]) => key);
    expect(first).toEqual(expect.any(String));
    expect([second === first, third === first]).toEqual([true, false]);
  });
});
