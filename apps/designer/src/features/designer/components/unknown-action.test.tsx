import '@testing-library/jest-dom';
import { screen } from '@testing-library/react';
import type { ActionStep, FlowDocument } from '@penstock/flow-model';
import { aFlow } from '../../../testing/a-flow';
import { renderEditor } from '../../../testing/render-editor';
import { createSampleStore } from '../samples/model/sample-store';
import { SamplesContext } from '../samples/model/samples-context';
import { StepSettings } from './step-settings';

test('a step whose connector is not installed says so and keeps all it has', async () => {
  const step = { ...aFlow().steps['charge'], connector: 'acme', action: 'collect', version: 3 } as ActionStep;
  const flow: FlowDocument = { ...aFlow(), steps: { charge: step } };
  const store = renderEditor(
    <SamplesContext.Provider value={createSampleStore('flow-1', { pins: localStorage, tests: sessionStorage })}>
      <StepSettings step={step} field={null} onChange={() => undefined} />
    </SamplesContext.Provider>,
    { flow },
  );

  expect(await screen.findByText('This step needs acme / collect version 3, which is not installed here.')).toBeInTheDocument();
  expect(screen.getByText(/kept as it is, with all its settings/)).toBeInTheDocument();
  expect(store.getState().flow).toBe(flow);
});
