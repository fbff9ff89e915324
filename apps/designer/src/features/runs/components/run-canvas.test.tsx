import '@testing-library/jest-dom';
import type { Run, RunStep } from '@penstock/contracts';
import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useTimeline } from '../../../shared/canvas/use-timeline';
import { aFlow, connectors } from '../../../testing/a-flow';
import { renderPage } from '../../../testing/render-page';
import { aStoppedRun } from '../../../testing/run-records';
import { RunCanvas } from './run-canvas';

const second = (at: number): string => new Date(Date.UTC(2026, 4, 4, 10, 0, at)).toISOString();
const done = (stepId: string, name: string, at: number, more: Partial<RunStep> = {}): RunStep => ({
  stepId,
  name,
  kind: 'action',
  status: 'succeeded',
  attempts: 1,
  startedAt: second(at),
  finishedAt: second(at + 1),
  failure: null,
  ...more,
});
const steps = [done('check', 'Anything to pay?', 0, { port: 'yes', input: { total: 12 } }), done('charge', 'Charge the card', 2, { input: { amount: '12.00' } })];
const run: Run = aStoppedRun({ code: 'X', amount: '12.00' });

function Shown({ onChoose }: { onChoose(stepId: string): void }) {
  return <RunCanvas run={run} timeline={useTimeline(run.id, steps)} stepId={null} onChoose={onChoose} />;
}

function show() {
  const onChoose = jest.fn();
  renderPage(<Shown onChoose={onChoose} />, {
    flows: { version: async () => ({ document: aFlow() }) },
    connectors: { list: async () => ({ items: connectors }) },
    events: { read: async () => ({ payload: { order: 'WEB-1001' } }) },
  });
  return onChoose;
}

describe('a run on the canvas', () => {
  test('is gone through step by step, by button and by the bar', async () => {
    const onChoose = show();
    expect(await screen.findByText(/^Charge the card · Succeeded/)).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'One step back' }));
    expect(screen.getByText(/^Anything to pay\? · Succeeded/)).toBeInTheDocument();
    expect(screen.getByText('1 of 2')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'One step back' })).toBeDisabled();

    fireEvent.change(screen.getByRole('slider', { name: 'Steps of the run' }), { target: { value: '1' } });
    expect(screen.getByText('2 of 2')).toBeInTheDocument();
    expect(onChoose.mock.calls).toEqual([['check'], ['charge']]);
  });
  test('tells of each line it took how often, and shows what went through', async () => {
    show();

    await userEvent.click(await screen.findByRole('button', { name: '1 value went from Order placed to Anything to pay?: show what' }));

    const dialog = within(await screen.findByRole('dialog', { name: 'From Order placed to Anything to pay?' }));
    expect(await dialog.findByText(/"WEB-1001"/)).toBeInTheDocument();
    expect(dialog.getByText(/"total": 12/)).toBeInTheDocument();
  });
});
