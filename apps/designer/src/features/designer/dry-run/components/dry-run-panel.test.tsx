import { ApiProblem } from '@penstock/api-client';
import type { DryRunRequest, DryRunResult } from '@penstock/contracts';
import '@testing-library/jest-dom';
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aDraft, aFlow } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import { DryRunPanel } from './dry-run-panel';

const plan: DryRunResult = {
  flowId: '0193a000-0000-7000-8000-000000000001',
  version: 'draft',
  environment: 'sandbox',
  outcome: 'succeeded',
  steps: [],
  effects: [],
  totals: [],
  assumptions: [],
  problems: [],
};

async function panel(saveDraft: () => Promise<unknown>) {
  const asked: Partial<DryRunRequest>[] = [];
  const store = renderEditor(<DryRunPanel onClose={() => undefined} />, {
    flow: aFlow(),
    api: {
      flows: {
        saveDraft,
        dryRun: async (_flowId: string, request: Partial<DryRunRequest>) => {
          asked.push(request);
          return plan;
        },
      },
    },
  });
  await screen.findByRole('dialog', { name: 'Dry run of the draft' });
  const start = () => userEvent.click(screen.getByRole('button', { name: 'Dry run' }));
  const choose = async (source: string): Promise<void> => {
    await userEvent.click(screen.getByRole('combobox', { name: 'Try it with' }));
    await userEvent.click(await screen.findByRole('option', { name: source }));
  };
  return { store, asked, start, choose };
}

const problem = (code: string, extra: object = {}): ApiProblem =>
  new ApiProblem({
    type: 'about:blank',
    title: 'Not stored',
    status: 409,
    code,
    detail: 'It was not stored.',
    requestId: 'req-1',
    ...extra,
  });

describe('the draft that is tried', () => {
  test('is the one on the screen, by the revision it was saved at', async () => {
    const { store, asked, start } = await panel(async () => aDraft(store.getState().flow, 2));
    store.getState().execute({ kind: 'rename-flow', name: 'Mine' });

    await start();

    expect(await screen.findByText(/The flow would go through/)).toBeInTheDocument();
    expect(asked).toMatchObject([{ version: 'draft', revision: 2 }]);
  });

  test('is tried with the event that was chosen as the sample, as it was stored', async () => {
    const { store, asked, start } = await panel(async () => aDraft(store.getState().flow, 2));
    const sampleEventId = '0193a000-0000-7000-8000-000000000031';
    const { trigger } = store.getState().flow;
    act(() => store.getState().execute({ kind: 'update-trigger', trigger: { ...trigger, sampleEventId } }, 'sample'));

    await start();

    await screen.findByText(/The flow would go through/);
    expect(asked).toMatchObject([{ eventId: sampleEventId }]);
    expect(asked[0]).not.toHaveProperty('payload');
  });

  test('is none when it could not be saved', async () => {
    const { store, asked, start } = await panel(async () => {
      throw problem('OFFLINE');
    });
    store.getState().execute({ kind: 'rename-flow', name: 'Mine' });

    await start();

    expect(await screen.findByRole('alert')).toHaveTextContent('It was not stored.');
    expect(asked).toEqual([]);
  });

  test('is none when somebody else saved theirs', async () => {
    const { store, asked, start } = await panel(async () => {
      throw problem('DRAFT_CONFLICT', { current: { ...aDraft(aFlow(), 7), updatedBy: 'Grace' } });
    });
    store.getState().execute({ kind: 'rename-flow', name: 'Mine' });

    await start();

    expect(await screen.findByRole('alert')).toHaveTextContent('Grace changed this flow meanwhile');
    expect(asked).toEqual([]);
  });
});

describe('what it is tried with', () => {
  test('an own payload goes as text, digit by digit', async () => {
    const { asked, start, choose } = await panel(async () => aDraft());
    await choose('Own payload');
    const text = '{"total":218.40,"invoice":12345678901234567890}';
    fireEvent.change(screen.getByRole('textbox', { name: 'Payload' }), { target: { value: text } });

    await start();

    expect(await screen.findByText(/The flow would go through/)).toBeInTheDocument();
    expect(asked).toMatchObject([{ payloadText: text }]);
    expect(asked[0]).not.toHaveProperty('payload');
  });

  test('another choice takes the old plan away', async () => {
    const { start, choose } = await panel(async () => aDraft());
    await start();
    expect(await screen.findByText(/The flow would go through/)).toBeInTheDocument();

    await choose('Own payload');

    expect(screen.queryByText(/The flow would go through/)).not.toBeInTheDocument();
  });
});
