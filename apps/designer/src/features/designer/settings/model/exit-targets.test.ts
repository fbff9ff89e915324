import {
  applyCommand,
  canConnect,
  portsOf,
  stepsInOrder,
  type FlowDocument,
  type FlowEdge,
  type FlowStep,
} from '@penstock/flow-model';
import fc from 'fast-check';
import { aFlow, placed } from '../../../../testing/a-flow';
import { possibleTargets, type Exit } from './exit-targets';

const kinds = ['if', 'map', 'try', 'stop'] as const;
const stepIds = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const partOf = {
  if: { kind: 'if', condition: { all: [] } },
  map: { kind: 'map', mapping: { v: 1, rules: [], tables: {} } },
  try: { kind: 'try', undo: [] },
  stop: { kind: 'stop', message: 'Stopped.' },
};

/** Flows with tries in tries and lines within their borders, circles among them too. */
const flows = fc
  .record({
    kinds: fc.array(fc.constantFrom(...kinds), { minLength: stepIds.length, maxLength: stepIds.length }),
    parents: fc.array(fc.nat(), { minLength: stepIds.length, maxLength: stepIds.length }),
    lines: fc.array(fc.record({ from: fc.nat(), port: fc.nat(), to: fc.nat() }), { maxLength: 14 }),
  })
  .map(({ kinds: chosen, parents, lines }): FlowDocument => {
    const steps: Record<string, FlowStep> = {};
    for (const [index, id] of stepIds.entries()) {
      const tries = Object.values(steps).filter(({ kind }) => kind === 'try');
      const parent = tries[(parents[index] ?? 0) % (tries.length + 1)]?.id;
      steps[id] = {
        ...placed(id, id),
        ...partOf[chosen[index] ?? 'map'],
        ...(parent !== undefined && { parent }),
      } as FlowStep;
    }
    const edges = lines.flatMap(({ from, port, to }, index): FlowEdge[] => {
      const [source, target] = [stepIds[from % stepIds.length] ?? 'a', stepIds[to % stepIds.length] ?? 'a'];
      const ports = portsOf(steps[source]);
      const exit = ports[port % Math.max(1, ports.length)];
      return exit === undefined ? [] : [{ id: `edge-${index + 1}`, from: source, port: exit, to: target }];
    });
    return { ...aFlow(), steps, edges };
  });

/** Every step asked one by one, as when a line is drawn on the canvas. */
function allowedOneByOne(flow: FlowDocument, exit: Exit): string[] {
  const edgeIds = flow.edges.filter(({ from, port }) => from === exit.from && port === exit.port).map(({ id }) => id);
  const free = applyCommand(flow, { kind: 'remove', stepIds: [], edgeIds }).flow;
  return stepsInOrder(flow).filter((to) => canConnect(free, { ...exit, to }).allowed);
}

test('the steps an exit may lead to are those a line may be drawn to', () => {
  fc.assert(
    fc.property(
      flows,
      fc.constantFrom('trigger', ...stepIds),
      fc.constantFrom('default', 'error', 'yes', 'body'),
      (flow, from, port) => {
        expect(possibleTargets(flow, { from, port }).map(({ id }) => id)).toEqual(
          allowedOneByOne(flow, { from, port }),
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('the ways back are walked once, not once for every step', () => {
  const ids = Array.from({ length: 500 }, (_, index) => `step-${index}`);
  const lines = ids.slice(1).map((to, index) => ({ id: `edge-${index}`, from: `step-${index}`, port: 'default', to }));
  let reads = 0;
  const counted = lines.map((line) => ({
    ...line,
    get from() {
      reads += 1;
      return line.from;
    },
  }));
  const steps = Object.fromEntries(ids.map((id) => [id, { ...placed(id, id), ...partOf.map } as FlowStep]));

  const possible = possibleTargets({ ...aFlow(), steps, edges: counted }, { from: 'step-250', port: 'error' });

  expect(possible).toHaveLength(249);
  expect(reads).toBeLessThan(10 * lines.length);
});
