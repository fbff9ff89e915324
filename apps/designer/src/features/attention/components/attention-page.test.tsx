import type { OpenCase, Run } from '@penstock/contracts';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { CurrentEnvironmentProvider } from '../../../shared/api/current-environment';
import { anOperator, renderPage } from '../../../testing/render-page';
import { aStoppedRun, idOf } from '../../../testing/run-records';
import { aCase } from '../testing/attention-records';
import { AttentionPage } from './attention-page';

const environments = [{ id: idOf(1), key: 'sandbox', name: 'Sandbox', kind: 'sandbox', position: 0 }];

interface Told {
  readonly cases?: readonly OpenCase[];
  /** Pages of runs, the first one first. */
  pages(): readonly (readonly Run[])[];
  retry?(runId: string): Promise<void>;
}

function show({ cases = [], pages, retry = async () => undefined }: Told) {
  const asked: unknown[] = [];
  const { history } = renderPage(
    <CurrentEnvironmentProvider whileLoading={null}>
      <AttentionPage caseId={null} onOpenCase={() => undefined} />
    </CurrentEnvironmentProvider>,
    {
      session: anOperator(),
      environments: { list: async () => ({ items: environments, nextCursor: null }) },
      cases: {
        list: async (query: unknown) => {
          asked.push(query);
          return { items: cases, nextCursor: null };
        },
      },
      runs: {
        list: async ({ cursor = '0' }: { cursor?: string }) => ({
          items: pages()[Number(cursor)] ?? [],
          nextCursor: Number(cursor) + 1 < pages().length ? String(Number(cursor) + 1) : null,
        }),
        effects: async () => ({ items: [], nextCursor: null }),
        retry,
      },
    },
  );
  return { asked, history };
}

test('cases are asked for by environment: those of another one take no place', async () => {
  const { asked } = show({ cases: [aCase()], pages: () => [[]] });

  expect(await screen.findByText('It is not known whether the card was charged')).toBeInTheDocument();
  expect(asked).toEqual([{ environment: 'sandbox' }]);
});

test('sums of a part are said to be of a part, until the rest is loaded', async () => {
  const [first, second] = [
    aStoppedRun({ code: 'AWAY', amount: '1.00' }),
    aStoppedRun({ code: 'AWAY', amount: '2.00' }),
  ];
  show({ pages: () => [[first], [second]] });

  expect(await screen.findByText('of those shown')).toBeInTheDocument();
  expect(screen.getByText('At risk, shown')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Load more' }));

  expect(await screen.findByText('2 to decide or mend')).toBeInTheDocument();
  expect(screen.queryByText('of those shown')).not.toBeInTheDocument();
});

test('a click anywhere in the row of a stopped run opens the run', async () => {
  const run = aStoppedRun({ code: 'AWAY', amount: '1.00' });
  const { history } = show({ pages: () => [[run]] });

  await userEvent.click(await screen.findByRole('cell', { name: 'WEB-1001' }));

  await waitFor(() => expect(history.location.pathname).toBe(`/runs/${run.id}`));
});

test('an identifier that is marked to be copied leaves the page open', async () => {
  const { history } = show({ pages: () => [[aStoppedRun({ code: 'AWAY', amount: '1.00' })]] });
  const cell = await screen.findByRole('cell', { name: 'WEB-1001' });

  window.getSelection()?.selectAllChildren(cell);
  fireEvent.click(cell);

  expect(history.location.pathname).toBe('/');
  window.getSelection()?.removeAllRanges();
});

test('the retry of a group outlives the group that it empties', async () => {
  let left: readonly Run[] = [
    aStoppedRun({ code: 'AWAY', amount: '1.00' }),
    aStoppedRun({ code: 'AWAY', amount: '2.00' }),
  ];
  const answers: (() => void)[] = [];
  show({
    pages: () => [left],
    retry: () => new Promise((answer) => answers.push(answer)),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Retry all 2' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Retry' }));

  left = [];
  await act(async () => {
    window.dispatchEvent(new Event('visibilitychange'));
  });
  expect(await screen.findByText('Nothing needs you')).toBeInTheDocument();
  expect(screen.getByRole('dialog', { name: 'Retry 2 runs' })).toBeInTheDocument();
  await act(async () => answers.forEach((answer) => answer()));

  expect(await screen.findByText('2 runs are under way again.')).toBeInTheDocument();
});
