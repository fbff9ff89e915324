import { applyCommand } from '../commands/apply-command';
import type { FlowDocument, FlowStep } from '../document';
import { aFlow, aStep } from '../testing/a-flow';
import { dropInto, linesCutByMove } from './move-into';

const inside = (step: FlowStep, parent: string): FlowStep => ({ ...step, parent });
const linesOf = (flow: FlowDocument): string[] =>
  flow.edges.map(({ from, port, to }) => `${from} ${port} ${to}`).sort();
const after = (flow: FlowDocument, ids: readonly string[], container: string | undefined): string[] =>
  linesOf(applyCommand(flow, dropInto(flow, ids, container)).flow);
const cut = (flow: FlowDocument, ids: readonly string[], container: string | undefined): string[] =>
  linesCutByMove(flow, ids, container).map(({ from, port, to }) => `${from} ${port} ${to}`);

/** Trigger → large (yes → charge, no → wire), both → book, charge error → tell; → end; beside it an empty loop. */
const payment = (): FlowDocument =>
  aFlow(
    [
      aStep('large', 'if'),
      aStep('charge', 'action'),
      aStep('wire'),
      aStep('book'),
      aStep('tell'),
      aStep('end'),
      aStep('lines', 'for-each'),
    ],
    [
      ['trigger', 'large'],
      ['large', 'charge', 'yes'],
      ['large', 'wire', 'no'],
      ['charge', 'book'],
      ['wire', 'book'],
      ['charge', 'tell', 'error'],
      ['book', 'end'],
      ['trigger', 'lines'],
    ],
  );
const between = ['charge default book', 'charge error tell', 'large no wire', 'large yes charge', 'wire default book'];
const all = ['tell', 'book', 'wire', 'charge', 'large'];

describe('moving steps together', () => {
  test('into a loop keeps the branch, the join and the error exit between them', () => {
    const flow = payment();

    expect(after(flow, all, 'lines')).toEqual(
      [...between, 'lines each large', 'trigger default end', 'trigger default lines'].sort(),
    );
    expect(cut(flow, all, 'lines')).toEqual([]);
  });

  test('and out of it again they follow the loop, as they stood', () => {
    const flow = payment();
    const inLoop = applyCommand(flow, dropInto(flow, all, 'lines')).flow;

    expect(after(inLoop, all, undefined)).toEqual(
      [...between, 'lines default large', 'trigger default end', 'trigger default lines'].sort(),
    );
  });

  test('out of a loop in a loop they follow the inner one', () => {
    const flow = aFlow(
      [
        aStep('outer', 'for-each'),
        inside(aStep('inner', 'for-each'), 'outer'),
        inside(aStep('a'), 'inner'),
        inside(aStep('b'), 'inner'),
      ],
      [
        ['trigger', 'outer'],
        ['outer', 'inner', 'each'],
        ['inner', 'a', 'each'],
        ['a', 'b'],
      ],
    );

    expect(after(flow, ['a', 'b'], 'outer')).toEqual([
      'a default b',
      'inner default a',
      'outer each inner',
      'trigger default outer',
    ]);
    expect(after(flow, ['a', 'b'], undefined)).toEqual([
      'a default b',
      'outer default a',
      'outer each inner',
      'trigger default outer',
    ]);
  });

  test('to the end of a body that holds steps already', () => {
    const flow = payment();
    const filled = { ...flow, steps: { ...flow.steps, first: inside(aStep('first'), 'lines') } };

    expect(after(filled, all, 'lines')).toContain('first default large');
  });

  test('around a step that stays keeps their order', () => {
    const flow = aFlow(
      [aStep('a'), aStep('b'), aStep('c'), aStep('d'), aStep('lines', 'for-each')],
      [
        ['trigger', 'a'],
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'd'],
      ],
    );

    expect(after(flow, ['a', 'c'], 'lines')).toEqual([
      'a default c',
      'b default d',
      'lines each a',
      'trigger default b',
    ]);
  });

  test('a container among them takes its body along, lines and all', () => {
    const flow = aFlow(
      [
        aStep('guard', 'try'),
        inside(aStep('a'), 'guard'),
        inside(aStep('b'), 'guard'),
        aStep('c'),
        aStep('lines', 'for-each'),
      ],
      [
        ['trigger', 'guard'],
        ['guard', 'a', 'body'],
        ['a', 'b'],
        ['guard', 'c', 'error'],
      ],
    );
    const moved = applyCommand(flow, dropInto(flow, ['b', 'guard', 'c'], 'lines')).flow;

    expect(linesOf(moved)).toEqual(['a default b', 'guard body a', 'guard error c', 'lines each guard']);
    expect(moved.steps['b']?.parent).toBe('guard');
  });

  test('is undone as one', () => {
    const flow = payment();
    const { flow: moved, inverse } = applyCommand(flow, dropInto(flow, all, 'lines'));

    expect(applyCommand(moved, inverse).flow).toEqual(flow);
  });
});

describe('lines that a move cannot keep are named', () => {
  test('of one step, all exits but the one that is followed', () => {
    expect(cut(payment(), ['large'], 'lines')).toEqual(['large no wire']);
    expect(after(payment(), ['large'], 'lines')).toContain('trigger default charge');
    expect(cut(payment(), ['charge'], 'lines')).toEqual(['charge error tell']);
  });

  test('two arms of a branch are not run one after the other: the second stands loose', () => {
    const flow = payment();

    expect(cut(flow, ['charge', 'wire'], 'lines')).toEqual(['large no wire', 'charge error tell']);
    expect(after(flow, ['charge', 'wire'], 'lines')).toEqual(
      [
        'book default end',
        'large no book',
        'large yes book',
        'lines each charge',
        'trigger default large',
        'trigger default lines',
      ].sort(),
    );
  });

  test('arms that ran side by side still do', () => {
    const flow = aFlow(
      [aStep('a'), aStep('b'), aStep('lines', 'for-each')],
      [
        ['trigger', 'a'],
        ['trigger', 'b'],
      ],
    );

    expect(after(flow, ['a', 'b'], 'lines')).toEqual(['lines each a', 'lines each b']);
    expect(cut(flow, ['a', 'b'], 'lines')).toEqual([]);
  });
});
