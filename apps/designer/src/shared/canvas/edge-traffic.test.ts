import type { RunStep } from '@penstock/contracts';
import type { FlowDocument } from '@penstock/flow-model';
import { aFlow } from '../../testing/a-flow';
import { countThrough, passagesOf } from './edge-traffic';
import { runOnCanvas } from './run-on-canvas';

const progress = { attempts: 1, startedAt: '2026-05-04T10:00:00.000Z', finishedAt: '2026-05-04T10:00:01.000Z', failure: null } as const;
const done = (stepId: string, more: Partial<RunStep> = {}): RunStep => ({ stepId, name: stepId, kind: 'if', status: 'succeeded', ...progress, ...more });
const items = (stepId: string, ports: readonly (string | undefined)[]) =>
  ports.map((port, index) => ({ key: `lines[${index}]/${stepId}`, items: [index], status: 'succeeded' as const, ...progress, input: { n: index }, output: { [stepId]: index }, ...(port !== undefined && { port }) }));

/** Both ways of the condition lead to the charge. */
const joined: FlowDocument = { ...aFlow(), edges: [...aFlow().edges, { id: 'edge-3', from: 'check', port: 'no', to: 'charge' }] };
const [first, yes, no] = joined.edges as [FlowDocument['edges'][0], FlowDocument['edges'][0], FlowDocument['edges'][0]];
const inLoop = (count = 3): readonly RunStep[] => [
  done('check', { loop: { count, failed: 0, shown: items('check', ['yes', 'no', 'yes']) } }),
  done('charge', { loop: { count, failed: 0, shown: items('charge', [undefined, undefined, undefined]) } }),
];

describe('what went along a line', () => {
  test('is counted for each exit of a step in a loop', () => {
    const run = runOnCanvas(inLoop());

    expect([yes, no].map((edge) => countThrough(edge, { flow: joined, run }))).toEqual([2, 1]);
  });

  test('is not guessed where only some items of a long loop are kept', () => {
    const run = runOnCanvas(inLoop(500));

    expect(countThrough(yes, { flow: joined, run })).toBeNull();
    expect(countThrough(yes, { flow: aFlow(), run })).toBe(500);
  });

  test('is one outside of loops', () => {
    expect(countThrough(yes, { flow: aFlow(), run: runOnCanvas([done('check', { port: 'yes' }), done('charge')]) })).toBe(1);
  });

  test('is what the step before gave and the step behind was given; by the trigger, the event', () => {
    expect(passagesOf(first, [done('check', { input: { total: 5 } })], { order: 1 })).toEqual([{ key: 'check', items: null, output: { order: 1 }, input: { total: 5 } }]);
    expect(passagesOf(no, inLoop(), undefined)).toEqual([{ key: 'lines[1]/charge', items: [1], output: { check: 1 }, input: { n: 1 } }]);
  });
});
