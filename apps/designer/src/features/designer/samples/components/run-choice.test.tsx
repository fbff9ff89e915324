import '@testing-library/jest-dom';
import type { FlowStep } from '@penstock/flow-model';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFlow } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import { aStoppedRun, idOf } from '../../../../testing/run-records';
import { createSampleStore } from '../model/sample-store';
import { SamplesContext } from '../model/samples-context';
import { InputPane, OutputPane } from './step-data';

const charge = aFlow().steps['charge'] as FlowStep;
const runOf = (number: number, invoice: string) => ({ ...aStoppedRun({ code: 'X', amount: '1.00' }), id: idOf(number), eventId: idOf(number + 100), labels: { invoice } });
const [newest, older, oldest] = [runOf(53, 'WEB-3'), runOf(52, 'WEB-2'), runOf(51, 'WEB-1')];
const all = [newest, older, oldest];

function show() {
  const samples = createSampleStore('flow', { pins: localStorage, tests: sessionStorage });
  const store = renderEditor(
    <SamplesContext.Provider value={samples}>
      <InputPane step={charge} />
      <OutputPane step={charge} />
    </SamplesContext.Provider>,
    {
      flow: aFlow(),
      api: {
        events: { read: async (id: string) => ({ id, payload: { total: `of ${id}` }, runIds: [] }) },
        runs: {
          // Only the two newest come without a search.
          list: async ({ limit, q }: { limit: number; q?: string }) => ({
            items: q === undefined ? all.slice(0, Math.min(limit, 2)) : all.filter(({ labels }) => labels.invoice.includes(q)),
            nextCursor: null,
          }),
          read: async (id: string) => ({ ...all.find((run) => run.id === id), flowId: store.getState().flowId }),
          steps: async (id: string) => ({ items: id === oldest.id ? [] : [{ stepId: 'charge', output: { of: id } }] }),
        },
      },
    },
  );
  return samples;
}

const valuesOf = () => screen.findByRole('combobox', { name: 'Values of' });
const output = () => within(screen.getByRole('region', { name: 'Output' }));
const input = () => within(screen.getByRole('region', { name: 'Input' }));

beforeEach(() => localStorage.clear());

describe('the values beside the settings', () => {
  test('are those of the past run that was chosen, and a pinned sample does not hide them', async () => {
    const samples = show();
    samples.getState().pin(aFlow(), 'charge', { output: { of: 'pin' }, at: '2026-11-23T09:00:00.000Z' });

    await userEvent.click(await valuesOf());
    await userEvent.click(await screen.findByRole('option', { name: /WEB-2/ }));

    expect(await output().findByText('As recorded in the run that was chosen.')).toBeInTheDocument();
    expect(await output().findByText(older.id)).toBeInTheDocument();
    expect(await input().findByText(`of ${older.eventId}`)).toBeInTheDocument();
  });

  test('come from any run that the search finds; what it did not record is not made up', async () => {
    show();

    await userEvent.click(await valuesOf());
    await userEvent.clear(await valuesOf());
    await userEvent.type(await valuesOf(), 'WEB-1');
    await userEvent.click(await screen.findByRole('option', { name: /WEB-1/ }));

    expect(await output().findByText('The run that was chosen recorded nothing here.')).toBeInTheDocument();
    expect(await input().findByText(`of ${oldest.eventId}`)).toBeInTheDocument();
  });
});
