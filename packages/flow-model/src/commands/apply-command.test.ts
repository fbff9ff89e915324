import fc from 'fast-check';
import { flowDocument, type FlowDocument, type Port } from '../document';
import { canConnect } from '../editing/can-connect';
import { applyChange } from '../editing/flow-change';
import { freshEdgeId } from '../editing/fresh-ids';
import { aChain, aFlow, aStep } from '../testing/a-flow';
import { applyCommand, labelOf } from './apply-command';
import type { FlowCommand } from './flow-command';

/** Numbers that a command is made from, so that it always fits the document it meets. */
const seed = fc.record({
  kind: fc.constantFrom('add', 'remove', 'move', 'connect', 'update', 'trigger', 'rename', 'batch', 'note', 'group', 'annotations'),
  a: fc.nat(50),
  b: fc.nat(50),
  text: fc.string({ minLength: 1, maxLength: 20 }),
});
type Seed = typeof seed extends fc.Arbitrary<infer T> ? T : never;

function commandFrom({ kind, a, b, text }: Seed, flow: FlowDocument): FlowCommand {
  const ids = Object.keys(flow.steps);
  const pick = (n: number): string => ids[n % Math.max(1, ids.length)] ?? 'trigger';
  const ports: readonly Port[] = ['default', 'yes', 'no'];
  const kinds = ['action', 'map', 'if', 'stop'] as const;
  switch (kind) {
    case 'add':
      return { kind: 'add-step', step: aStep(`new-${ids.length}-${a}-${b}`, kinds[a % 4] ?? 'map') };
    case 'remove':
      return { kind: 'remove', stepIds: [pick(a)], edgeIds: flow.edges.slice(0, b % 2).map(({ id }) => id) };
    case 'move':
      return { kind: 'move', positions: { [pick(a)]: { x: a, y: b }, trigger: { x: b, y: a } } };
    case 'connect': {
      const edge = {
        id: freshEdgeId(flow),
        from: a % 5 === 0 ? 'trigger' : pick(a),
        port: ports[b % 3] ?? 'default',
        to: pick(b),
      };
      return canConnect(flow, edge).allowed ? { kind: 'connect', edge } : { kind: 'rename-flow', name: text };
    }
    case 'update': {
      const step = flow.steps[pick(a)];
      return step
        ? { kind: 'update-step', step: { ...aStep(step.id, kinds[b % 4] ?? 'map'), name: text } }
        : { kind: 'rename-flow', name: text };
    }
    case 'trigger':
      return { kind: 'update-trigger', trigger: { ...flow.trigger, name: text } };
    case 'note':
      return { kind: 'put-note', note: { id: `note-${a % 3}`, text, position: { x: a, y: b }, width: 200, height: 100 } };
    case 'group':
      return ids.length > 0
        ? { kind: 'put-group', group: { id: `group-${a % 3}`, name: text, tint: 'teal', steps: [...new Set([pick(a), pick(b)])] } }
        : { kind: 'rename-flow', name: text };
    case 'annotations':
      return a % 2 === 0 ? { kind: 'remove-notes', noteIds: [`note-${b % 3}`] } : { kind: 'remove-groups', groupIds: [`group-${b % 3}`] };
    case 'batch':
      return {
        kind: 'batch',
        label: text,
        commands: [
          { kind: 'rename-flow', name: text, description: text },
          { kind: 'remove', stepIds: [pick(a)], edgeIds: [] },
        ],
      };
    default:
      return { kind: 'rename-flow', name: text, ...(a % 2 === 0 && { description: text }) };
  }
}

describe('a command and its inverse', () => {
  test('give back the document, edge order included', () => {
    fc.assert(
      fc.property(fc.array(seed, { minLength: 1, maxLength: 25 }), (seeds) => {
        let flow = aChain();
        for (const one of seeds) {
          const applied = applyCommand(flow, commandFrom(one, flow));
          expect(applyCommand(applied.flow, applied.inverse).flow).toEqual(flow);
          expect(applyChange(flow, applied.change)).toEqual(applied.flow);
          flow = applied.flow;
        }
      }),
    );
  });

  test('keep the document valid and without circles', () => {
    fc.assert(
      fc.property(fc.array(seed, { maxLength: 25 }), (seeds) => {
        const flow = seeds.reduce((at, one) => applyCommand(at, commandFrom(one, at)).flow, aChain());

        expect(flowDocument.safeParse(flow).success).toBe(true);
        expect(flow.edges.every(({ from, to }) => to in flow.steps && (from === 'trigger' || from in flow.steps))).toBe(
          true,
        );
      }),
    );
  });

  test('leave the given document as it is', () => {
    const flow = aChain();
    const before = structuredClone(flow);

    applyCommand(flow, { kind: 'remove', stepIds: ['b'], edgeIds: [] });

    expect(flow).toEqual(before);
  });
});

describe('changing the tests', () => {
  const tests = { sale: { name: 'A sale', event: '{"total":19.90}', answers: {}, choices: {}, expect: { outcome: 'succeeded' as const, outputs: {} } } };

  test('is undone by its inverse, also when there were none', () => {
    const applied = applyCommand(aChain(), { kind: 'update-tests', tests });

    expect(applied.flow.tests).toEqual(tests);
    expect(applyCommand(applied.flow, applied.inverse).flow).toEqual(aChain());
    expect(applyChange(aChain(), applied.change)).toEqual(applied.flow);
  });
});

describe('removing a step', () => {
  test('takes the lines that touch it', () => {
    const { flow } = applyCommand(aChain(), { kind: 'remove', stepIds: ['b'], edgeIds: [] });

    expect(Object.keys(flow.steps)).toEqual(['a', 'c']);
    expect(flow.edges.map(({ id }) => id)).toEqual(['edge-1']);
  });
});

describe('changing the kind of a step', () => {
  test('cuts the exits that the new kind lacks', () => {
    const { flow } = applyCommand(aChain(), { kind: 'update-step', step: aStep('a', 'stop') });

    expect(flow.edges.map(({ id }) => id)).toEqual(['edge-1', 'edge-3']);
  });
});

describe('a command that its rule refuses', () => {
  test('a line that closes a circle is our own bug', () => {
    const edge = { id: 'edge-9', from: 'c', port: 'default', to: 'a' } as const;

    expect(() => applyCommand(aChain(), { kind: 'connect', edge })).toThrow('This would make a circle');
  });

  test('a step id that is taken is our own bug', () => {
    expect(() => applyCommand(aChain(), { kind: 'add-step', step: aStep('a') })).toThrow('the new step id a is free');
  });
});

describe('the label of a command', () => {
  test.each<[FlowCommand, string]>([
    [{ kind: 'add-step', step: aStep('x') }, 'add Step x'],
    [{ kind: 'remove', stepIds: ['a'], edgeIds: [] }, 'delete Step a'],
    [{ kind: 'remove', stepIds: ['a', 'b'], edgeIds: [] }, 'delete 2 steps'],
    [{ kind: 'remove', stepIds: [], edgeIds: ['edge-1'] }, 'delete 1 line'],
    [{ kind: 'move', positions: { a: { x: 0, y: 0 } } }, 'move 1 step'],
    [{ kind: 'rename-flow', name: 'Other' }, 'rename the flow'],
    [{ kind: 'update-tests', tests: {} }, 'change the tests'],
  ])('of %j is for people', (command, label) => {
    expect(labelOf(aFlow([aStep('a'), aStep('b')]), command)).toBe(label);
  });
});
