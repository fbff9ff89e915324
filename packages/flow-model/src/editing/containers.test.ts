import { applyCommand } from '../commands/apply-command';
import type { FlowDocument, FlowStep } from '../document';
import { aChain, aFlow, aStep } from '../testing/a-flow';
import { layoutFlow } from './layer-layout';
import { canMoveInto, containersFor, containerUnder, dropInto, moveInto } from './move-into';
import { addStepAfter, dropStep, exitFor, insertStepOnEdge } from './place-step';
import { containerAt, frameOf, placesAfterMove } from './step-frames';

const linesOf = (flow: FlowDocument): string[] => flow.edges.map(({ from, port, to }) => `${from} ${port} ${to}`);
const inside = (step: FlowStep, parent: string): FlowStep => ({ ...step, parent });
const apply = (flow: FlowDocument, command: Parameters<typeof applyCommand>[1]): FlowDocument =>
  applyCommand(flow, command).flow;

/** Trigger → lines (each → charge → note) → after. */
const aLoop = (): FlowDocument =>
  arranged(
    aFlow(
      [aStep('lines', 'for-each'), inside(aStep('charge', 'action'), 'lines'), inside(aStep('note'), 'lines'), aStep('after')],
      [
        ['trigger', 'lines'],
        ['lines', 'charge', 'each'],
        ['charge', 'note'],
        ['lines', 'after'],
      ],
    ),
  );
const arranged = (flow: FlowDocument): FlowDocument => apply(flow, { kind: 'move', positions: layoutFlow(flow) });

const overlaps = (flow: FlowDocument, a: string, b: string): boolean => {
  const [one, two] = [frameOf(flow, a), frameOf(flow, b)];
  return one.x < two.x + two.width && two.x < one.x + one.width && one.y < two.y + two.height && two.y < one.y + one.height;
};

describe('a container on the canvas', () => {
  test('is a frame around its body', () => {
    const flow = aLoop();
    const frame = frameOf(flow, 'lines');

    for (const id of ['charge', 'note']) {
      const card = frameOf(flow, id);
      expect(card.x >= frame.x && card.y >= frame.y + 40).toBe(true);
      expect(card.x + card.width <= frame.x + frame.width && card.y + card.height <= frame.y + frame.height).toBe(true);
    }
    expect(overlaps(flow, 'lines', 'after')).toBe(false);
  });

  test('takes its body along when it is moved', () => {
    const flow = aLoop();
    const { x, y } = frameOf(flow, 'lines');

    const places = placesAfterMove(flow, { lines: { x: x + 50, y: y - 20 } });

    expect(Object.keys(places).sort()).toEqual(['charge', 'lines', 'note']);
    expect(places['note']).toEqual({ x: (flow.steps['note']?.position.x ?? 0) + 50, y: (flow.steps['note']?.position.y ?? 0) - 20 });
  });

  test('is found by a point inside it, the innermost first', () => {
    const nested = arranged(
      aFlow([aStep('lines', 'for-each'), inside(aStep('guard', 'try'), 'lines'), inside(aStep('charge', 'action'), 'guard')], [
        ['trigger', 'lines'],
        ['lines', 'guard', 'each'],
        ['guard', 'charge', 'body'],
      ]),
    );
    const { x, y } = nested.steps['charge']?.position ?? { x: 0, y: 0 };

    expect(containerAt(nested, { x, y })).toBe('guard');
    expect(containerAt(nested, { x: -500, y })).toBeUndefined();
  });

  test('is measured once per document, however often a point is asked for', () => {
    const flow = aLoop();
    let measured = 0;
    const charge = flow.steps['charge'] as FlowStep;
    const watched: FlowStep = {
      ...charge,
      get position() {
        measured += 1;
        return charge.position;
      },
    };
    const document = { ...flow, steps: { ...flow.steps, charge: watched } };

    const found = [0, 1, 2].map(() => containerAt(document, charge.position));

    expect([found, measured]).toEqual([['lines', 'lines', 'lines'], 1]);
  });

  test('stands in the line of its neighbours when arranged', () => {
    const flow = aLoop();

    expect(frameOf(flow, 'after').y).toBe(flow.trigger.position.y);
    expect(flow.steps['charge']?.position.y).toBe(flow.trigger.position.y);
  });
});

describe('adding inside a container', () => {
  test('an empty one that is selected takes the step as its first', () => {
    const flow = aFlow([aStep('lines', 'for-each')], [['trigger', 'lines']]);
    const exit = exitFor(flow, 'lines');

    const next = apply(flow, addStepAfter(flow, exit!, aStep('charge', 'action')));

    expect(next.steps['charge']?.parent).toBe('lines');
    expect(linesOf(next)).toContain('lines each charge');
  });

  test('a step after one of the body stands in the body too, and what follows the loop makes room', () => {
    const flow = aLoop();
    const before = frameOf(flow, 'after').x;

    const next = apply(flow, addStepAfter(flow, exitFor(flow, 'note')!, aStep('mail')));

    expect(next.steps['mail']?.parent).toBe('lines');
    expect(frameOf(next, 'after').x).toBe(before + 300);
    expect(overlaps(next, 'lines', 'after')).toBe(false);
  });

  test('a step put on a line of the body stands in the body', () => {
    const flow = aLoop();
    const line = flow.edges.find(({ from }) => from === 'charge');

    const next = apply(flow, insertStepOnEdge(flow, line!, aStep('check')));

    expect(next.steps['check']?.parent).toBe('lines');
    expect(overlaps(next, 'check', 'note')).toBe(false);
  });

  test('a step dropped into an empty one hangs on its inner exit', () => {
    const flow = aFlow([aStep('guard', 'try')], [['trigger', 'guard']]);

    const next = apply(flow, dropStep(flow, { step: { ...aStep('charge', 'action'), position: { x: 380, y: 60 } }, into: 'guard' }));

    expect(linesOf(next)).toEqual(['trigger default guard', 'guard body charge']);
  });

  test('a selected loop with a body is followed, not filled', () => {
    expect(exitFor(aLoop(), 'lines')).toEqual({ from: 'lines', port: 'default' });
  });
});

describe('moving a step into a container', () => {
  test('the way it stood in closes behind it, and it becomes the last of the body', () => {
    const flow = aLoop();

    const next = apply(flow, moveInto(flow, 'after', 'lines'));

    expect(next.steps['after']?.parent).toBe('lines');
    expect(linesOf(next)).toEqual(['trigger default lines', 'lines each charge', 'charge default note', 'note default after']);
    expect(overlaps(next, 'after', 'note')).toBe(false);
  });

  test('out again it follows the container, and the body closes', () => {
    const flow = aLoop();

    const next = apply(flow, moveInto(flow, 'charge', undefined));

    expect(next.steps['charge']?.parent).toBeUndefined();
    expect(linesOf(next)).toContain('lines each note');
    expect(linesOf(next)).toContain('lines default charge');
  });

  test('is undone with its lines', () => {
    const flow = aLoop();
    const { flow: moved, inverse } = applyCommand(flow, moveInto(flow, 'charge', undefined));

    expect(apply(moved, inverse)).toEqual(flow);
  });

  test('takes it off the undo list of the try it leaves', () => {
    const flow = aFlow([{ ...aStep('guard', 'try'), undo: ['charge'] } as FlowStep, inside(aStep('charge', 'action'), 'guard')], [
      ['trigger', 'guard'],
      ['guard', 'charge', 'body'],
    ]);

    expect(apply(flow, moveInto(flow, 'charge', undefined)).steps['guard']).toMatchObject({ undo: [] });
  });

  test('never into itself or into a step that holds no others', () => {
    expect(canMoveInto(aLoop(), 'lines', 'lines')).toMatchObject({ allowed: false });
    expect(canMoveInto(aChain(), 'a', 'b')).toMatchObject({ allowed: false });
    expect(containersFor(aLoop(), 'after').map(({ id }) => id)).toEqual(['lines']);
  });
});

describe('dragging a step over a container', () => {
  const middleOf = (flow: FlowDocument, id: string) => {
    const { x, y, width, height } = frameOf(flow, id);
    return { x: x + width / 2, y: y + height / 2 };
  };

  test('means to stand in it, and out of the frame to leave it', () => {
    const flow = aLoop();

    expect(containerUnder(flow, 'after', middleOf(flow, 'lines'))).toBe('lines');
    expect(containerUnder(flow, 'charge', middleOf(flow, 'charge'))).toBe('lines');
    expect(containerUnder(flow, 'charge', { x: -400, y: 0 })).toBeUndefined();
  });

  test('a little over the edge of its frame only makes the frame wider', () => {
    const flow = aLoop();
    const { x, y, width, height } = frameOf(flow, 'lines');
    const middle = { x: x + width / 2, y: y + height / 2 };

    expect(containerUnder(flow, 'note', { ...middle, x: x + width + 110 })).toBe('lines');
    expect(containerUnder(flow, 'note', { ...middle, x: x + width + 111 })).toBeUndefined();
    expect(containerUnder(flow, 'note', { ...middle, y: y - 32 })).toBe('lines');
    expect(containerUnder(flow, 'note', { ...middle, y: y - 33 })).toBeUndefined();
    expect(containerUnder(flow, 'after', { ...middle, x: x + width + 1 })).toBeUndefined();
  });

  test('never means to stand in itself', () => {
    const flow = aLoop();

    expect(containerUnder(flow, 'lines', middleOf(flow, 'lines'))).toBeUndefined();
  });

  test('lets it stand where it was dropped, and what is covered makes room', () => {
    const flow = aLoop();
    const place = { x: frameOf(flow, 'lines').x + 300, y: frameOf(flow, 'lines').y + 200 };
    const dragged = apply(flow, { kind: 'move', positions: { after: place } });

    const next = apply(dragged, dropInto(dragged, ['after'], 'lines'));

    expect(next.steps['after']).toMatchObject({ parent: 'lines', position: place });
    expect(linesOf(next)).toContain('note default after');
  });
});

describe('removing a step that an undo list names', () => {
  test('takes it off the list', () => {
    const flow = { ...aChain(), settings: { undo: ['a', 'b'] } };

    expect(apply(flow, { kind: 'remove', stepIds: ['a'], edgeIds: [] }).settings).toEqual({ undo: ['b'] });
  });
});

describe('arranging branches', () => {
  test('what follows an error stands a row lower', () => {
    const flow = aFlow([aStep('charge', 'action'), aStep('next'), aStep('tell')], [
      ['trigger', 'charge'],
      ['charge', 'next'],
      ['charge', 'tell', 'error'],
    ]);

    const positions = layoutFlow(flow);

    expect(positions['next']?.y).toBe(0);
    expect(positions['tell']?.y).toBe(104);
  });
});
