import { NO_FLOW, type FlowDocument, type FlowStep } from '@penstock/flow-model';
import { emptyMapping } from '@penstock/mapping';
import { freshStep } from './fresh-step';
import type { PaletteEntry } from './palette-entries';

type Make = (flow: FlowDocument, title: string) => FlowStep;

const firstListOfTheEvent = 'trigger.lines';

const makers: readonly (readonly [kind: FlowStep['kind'], title: string, summary: string, make: Make])[] = [
  ['map', 'Map fields', 'Makes a new value from earlier ones', (flow, title) => ({ ...freshStep(flow, title), kind: 'map', mapping: emptyMapping })],
  ['if', 'Condition', 'Sends the run along yes or no', (flow, title) => ({ ...freshStep(flow, title), kind: 'if', condition: { all: [] } })],
  [
    'switch',
    'Switch',
    'Sends the run along the first case that holds',
    (flow, title) => ({ ...freshStep(flow, title), kind: 'switch', cases: [{ id: 'case-1', name: 'Case 1', condition: { all: [] } }] }),
  ],
  ['filter', 'Go on only if', 'Ends this branch quietly unless a condition holds', (flow, title) => ({ ...freshStep(flow, title), kind: 'filter', condition: { all: [] } })],
  [
    'for-each',
    'For each',
    'Runs the steps inside once per item of a list',
    (flow, title) => ({ ...freshStep(flow, title), kind: 'for-each', items: firstListOfTheEvent, concurrency: 1, onItemError: 'stop' }),
  ],
  ['try', 'Try and undo', 'Catches a failure inside, and undoes what you choose', (flow, title) => ({ ...freshStep(flow, title), kind: 'try', undo: [] })],
  ['sub-flow', 'Call another flow', 'Starts a flow and can wait for its result', (flow, title) => ({ ...freshStep(flow, title), kind: 'sub-flow', flowId: NO_FLOW, input: emptyMapping, wait: true })],
  ['wait', 'Wait', 'Waits for time, a call from outside, or a decision', (flow, title) => ({ ...freshStep(flow, title), kind: 'wait', wait: { kind: 'duration', seconds: 3600 } })],
  ['respond', 'Answer the caller', 'Answers whoever is waiting for this run', (flow, title) => ({ ...freshStep(flow, title), kind: 'respond', status: 200, body: emptyMapping })],
  ['stop', 'Stop as failed', 'Ends the run for a person to look at', (flow) => ({ ...freshStep(flow, 'Stop'), kind: 'stop', message: 'This run was stopped by the flow.' })],
];

export const logicEntries: readonly PaletteEntry[] = makers.map(([kind, title, summary, make]) => ({
  key: `logic:${kind}`,
  title,
  summary,
  group: 'Logic',
  kind,
  movesMoney: false,
  make: (flow) => make(flow, title),
}));
