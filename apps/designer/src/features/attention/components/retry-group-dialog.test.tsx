import { ApiProblem } from '@penstock/api-client';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../../../testing/render-page';
import { aStoppedRun } from '../testing/attention-records';
import { RetryGroupDialog } from './retry-group-dialog';

const runs = Array.from({ length: 6 }, () => aStoppedRun({ code: 'AWAY', amount: '10.00' }));

/** Retries answered by `answer`; no run has sent anything yet. */
function show(answer: (runId: string) => void, atRisk = '60.00') {
  const [asked, most] = [[] as string[], { now: 0, ever: 0 }];
  const retry = async (runId: string): Promise<void> => {
    most.now += 1;
    most.ever = Math.max(most.ever, most.now);
    await new Promise((done) => setTimeout(done, 1));
    most.now -= 1;
    asked.push(runId);
    answer(runId);
  };
  renderPage(
    <RetryGroupDialog runs={runs} atRisk={[{ currency: 'USD', amount: atRisk }]} onClose={() => undefined} />,
    {
      runs: { retry, effects: async () => ({ items: [], nextCursor: null }) },
    },
  );
  return { asked, most };
}

describe('retrying a group', () => {
  test('says in numbers what it does, then does it a few at a time', async () => {
    const { asked, most } = show(() => undefined);
    expect(await screen.findByText(/6 runs have sent no payment or posting so far \(USD 60.00\)/)).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));

    expect(await screen.findByText('6 runs are under way again.')).toBeInTheDocument();
    expect([...asked].sort()).toEqual(runs.map(({ id }) => id).sort());
    expect(most.ever).toBe(4);
  });

  test('tells which had moved on and which were refused', async () => {
    show((runId) => {
      const code = runId === runs[0]?.id ? 'RUN_NOT_RETRYABLE' : runId === runs[1]?.id ? 'INTERNAL' : undefined;
      if (code)
        throw new ApiProblem({
          type: 'about:blank',
          title: 'Refused',
          status: 409,
          code,
          detail: `It said ${code}.`,
          requestId: 'r',
        });
    });

    await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));

    expect(await screen.findByText('4 runs are under way again.')).toBeInTheDocument();
    expect(screen.getByText('1 had moved on already; nothing was done to it.')).toBeInTheDocument();
    expect(screen.getByText('It said INTERNAL.')).toBeInTheDocument();
  });

  test('of much money is confirmed by typing the number', async () => {
    show(() => undefined, '1000.01');
    const button = await screen.findByRole('button', { name: 'Retry' });
    expect(button).toBeDisabled();

    await userEvent.type(screen.getByLabelText(/Type 6 to confirm/), '6');

    expect(button).toBeEnabled();
  });
});
