import '@testing-library/jest-dom';
import type { PreviewMappingRequest } from '@penstock/contracts';
import type { FlowStep } from '@penstock/flow-model';
import { parseJson, type JsonObject } from '@penstock/kernel';
import { previewMapping, type MappingDocument, type MappingRule } from '@penstock/mapping';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aFlow } from '../../../../testing/a-flow';
import { renderEditor } from '../../../../testing/render-editor';
import type { MappedStep } from '../../studio/model/mapped-step';
import { ReevaluateButton } from './reevaluate-button';

const copy = (target: string, path: string): MappingRule => ({ kind: 'copy', id: target, target, from: { path }, onError: 'fail', origin: 'user' });
const charging = (...rules: MappingRule[]): MappedStep => ({ ...(aFlow().steps['charge'] as FlowStep & MappedStep), input: { v: 1, rules, tables: {} } }) as MappedStep;
const record = { event: { order: { id: 'WEB-7', total: '12.00' } }, outputs: {} };

/** The real mapping runtime, as the server would ask it. */
const preview = async ({ document, sampleTexts = [] }: PreviewMappingRequest) => {
  const made = previewMapping({ document: document as MappingDocument, samples: sampleTexts.map((text) => parseJson(text) as JsonObject) }, { now: 0 });
  return { problems: made.problems, samples: made.samples.map(({ output, errors }) => ({ output: output ?? null, errors })) };
};

async function reevaluate(step: MappedStep, input?: object) {
  const flow = aFlow();
  renderEditor(<ReevaluateButton step={step} runId="run" record={record} />, {
    flow: { ...flow, steps: { ...flow.steps, charge: step } },
    api: { mappings: { preview }, runs: { list: async () => ({ items: [] }), steps: async () => ({ items: [{ stepId: 'charge', ...(input && { input }) }] }) } },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Re-evaluate' }));
  return within(await screen.findByRole('dialog', { name: '“Charge the card” with the values of this run' }));
}
const rows = (dialog: Awaited<ReturnType<typeof reevaluate>>) => dialog.getAllByRole('row').slice(1).map((row) => row.textContent);

describe('a mapping on the values of a past run', () => {
  test('shows where it comes out differently now', async () => {
    const dialog = await reevaluate(charging(copy('amount', 'trigger.order.total'), copy('note', 'trigger.order.id')), { amount: '12.00', note: 'by hand' });

    expect(rows(dialog)).toEqual(['noteby handWEB-7']);
  });

  test('says when nothing changed', async () => {
    const dialog = await reevaluate(charging(copy('amount', 'trigger.order.total')), { amount: '12.00' });

    expect(dialog.getByRole('status')).toHaveTextContent('It comes out exactly as it did in the run.');
  });

  test('says that nothing was recorded then, instead of calling it a change', async () => {
    const dialog = await reevaluate(charging(copy('amount', 'trigger.order.total')));

    expect(dialog.getByText(/is not recorded: all that it makes now is shown/)).toBeInTheDocument();
  });
});
