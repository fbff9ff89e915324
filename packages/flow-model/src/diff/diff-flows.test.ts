import type { MappingRule } from '@penstock/mapping';
import type { ActionStep, FlowDocument, FlowStep } from '../document';
import { aChain, aFlow, aStep } from '../testing/a-flow';
import { countDifferences, diffFlows, marksOf } from './diff-flows';

const copy = (target: string, path: string): MappingRule => ({ kind: 'copy', id: `r-${target}`, target, from: { path }, onError: 'fail', origin: 'user' });
const paying = (change: Partial<ActionStep> = {}): FlowDocument => aFlow([{ ...(aStep('pay', 'action') as ActionStep), ...change }], [['trigger', 'pay']]);
const filled = (...rules: readonly MappingRule[]): FlowDocument => paying({ input: { v: 1, rules: [...rules], tables: {} } });
const mapped = (more: Partial<ActionStep['input']>): FlowDocument => paying({ input: { v: 1, rules: [], tables: {}, ...more } });
const aMappingTest = { name: 'A sale', sample: '{}', at: '2026-03-01T12:00:00Z', expect: { output: '{}' } };
const withStep = (flow: FlowDocument, step: FlowStep): FlowDocument => ({ ...flow, steps: { ...flow.steps, [step.id]: step } });
const said = (before: FlowDocument, after: FlowDocument): string[] => diffFlows(before, after).map(({ sentence }) => sentence);
const kinds = (before: FlowDocument, after: FlowDocument): string[] => diffFlows(before, after).map(({ kind }) => kind);

describe('the differences between two flows', () => {
  test.each<[string, FlowDocument, FlowDocument, string[]]>([
    ['a step that came', aFlow(), aFlow([aStep('a')]), ['The step “Step a” was added.']],
    ['a step that went', aFlow([aStep('a')]), aFlow(), ['The step “Step a” was removed.']],
    ['a new name of a step', aChain(), withStep(aChain(), { ...aStep('b'), position: { x: 600, y: 0 }, name: 'Price' }), ['“Step b” is now called “Price”.']],
    ['a step switched off', aFlow([aStep('a')]), aFlow([{ ...aStep('a'), disabled: true }]), ['“Step a” was switched off.']],
    ['another slot', paying(), paying({ slot: 'gateway' }), ['“Step pay”: the slot is now “gateway” (it was “paytrace”).']],
    ['another version of the connector', paying(), paying({ version: 2 }), ['“Step pay”: the connector’s version is now 2 (it was 1).']],
    ['a setting that was not there', paying(), paying({ timeoutSeconds: 30 }), ['“Step pay”: timeoutSeconds is now 30 (it was not set).']],
    ['a rule that came', filled(), filled(copy('amount', 'trigger.total')), ['“Step pay”: amount is now filled from trigger.total.']],
    ['a rule that went', filled(copy('amount', 'trigger.total')), filled(), ['“Step pay”: amount is no longer filled (it was trigger.total).']],
    [
      'another source of a field',
      filled(copy('amount', 'trigger.total')),
      filled(copy('amount', 'trigger.net')),
      ['“Step pay”: amount now comes from trigger.net (it was trigger.total).'],
    ],
    ['a variable that came', filled(), mapped({ vars: [{ name: 'net', formula: 'trigger.total - trigger.tax' }] }), ['“Step pay”: the variable “net” is new: = trigger.total - trigger.tax.']],
    [
      'another formula of a variable',
      mapped({ vars: [{ name: 'net', formula: 'trigger.total' }] }),
      mapped({ vars: [{ name: 'net', formula: 'trigger.net' }] }),
      ['“Step pay”: the variable “net” is now = trigger.net (it was = trigger.total).'],
    ],
    [
      'another order of variables',
      mapped({ vars: [{ name: 'a', formula: '1' }, { name: 'b', formula: '2' }] }),
      mapped({ vars: [{ name: 'b', formula: '2' }, { name: 'a', formula: '1' }] }),
      ['“Step pay”: the variables are calculated in another order.'],
    ],
    [
      'other rules of a part',
      mapped({ parts: { address: { as: 'it', rules: [] } } }),
      mapped({ parts: { address: { as: 'it', rules: [copy('city', 'it.city')] } } }),
      ['“Step pay”: the part “address” is now city from it.city (it was no rules).'],
    ],
    ['a mapping test that went', mapped({ tests: { sale: aMappingTest } }), filled(), ['“Step pay”: the mapping test “sale” is gone.']],
    ['a new name of the flow', aFlow(), { ...aFlow(), name: 'Refunds' }, ['The flow is now called “Refunds” (it was “Card payments”).']],
    ['a limit of the flow', aFlow(), { ...aFlow(), settings: { undo: [], deadlineSeconds: 60 } }, ['“Card payments”: undo is now [] (it was not set).', '“Card payments”: deadlineSeconds is now 60 (it was not set).']],
    [
      'another address of the trigger',
      aFlow(),
      { ...aFlow(), trigger: { ...aFlow().trigger, path: 'payments' } },
      ['“Order placed”: path is now “payments” (it was “orders”).'],
    ],
  ])('tell %s', (_, before, after, sentences) => {
    expect(said(before, after)).toEqual(sentences);
  });

  describe('in notes and groups', () => {
    const sheet = { id: 'n1', text: 'Call the bank first', position: { x: 0, y: 0 }, width: 200, height: 100 };
    const area = { id: 'g1', name: 'Charging', tint: 'teal' as const, steps: ['a'] };
    const bare = aFlow([aStep('a'), aStep('b')]);
    const drawn: FlowDocument = { ...bare, notes: [sheet], groups: [area] };
    const weighed = (before: FlowDocument, after: FlowDocument) => diffFlows(before, after).map(({ weight, sentence }) => `${weight}: ${sentence}`);

    test('tell what came, went and says something else', () => {
      expect(weighed(bare, drawn)).toEqual(['wording: The note “Call the bank first” was added.', 'wording: The group “Charging” was added.']);
      expect(weighed(drawn, bare)).toEqual(['wording: The note “Call the bank first” was removed.', 'wording: The group “Charging” was removed.']);
      expect(weighed(drawn, { ...drawn, notes: [{ ...sheet, text: 'Done' }], groups: [{ ...area, name: 'Paying' }] })).toEqual([
        'wording: A note now says “Done” (it said “Call the bank first”).',
        'wording: The group “Charging” is now called “Paying”.',
      ]);
    });

    test('tell where they stand as layout, once for each', () => {
      const moved = { ...drawn, notes: [{ ...sheet, position: { x: 40, y: 80 }, width: 300 }], groups: [{ ...area, tint: 'blue' as const, steps: ['a', 'b'] }] };

      expect(weighed(drawn, moved)).toEqual([
        'layout: The note “Call the bank first” stands elsewhere or has another size.',
        'layout: The group “Charging” has another colour.',
        'layout: The group “Charging” stands around other steps.',
      ]);
    });

    test('tell another order of sheets that lie over each other', () => {
      const second = { ...sheet, id: 'n2' };

      expect(weighed({ ...bare, notes: [sheet, second] }, { ...bare, notes: [second, sheet] })).toEqual(['layout: The notes lie over each other in another order.']);
    });
  });

  test('tell a condition in words', () => {
    const asking = (value: number) => aFlow([{ ...aStep('ask', 'if'), kind: 'if', condition: { left: 'trigger.amount', op: 'at-least', value } } as FlowStep]);

    expect(said(asking(100), asking(250))).toEqual(['“Step ask”: the condition is now trigger.amount is at least 250 (it was trigger.amount is at least 100).']);
  });

  test('tell an inserted case of a switch as one, and its condition', () => {
    const choosing = (...ids: string[]) =>
      aFlow([{ ...aStep('s', 'switch'), kind: 'switch', cases: ids.map((id) => ({ id, name: id, condition: { all: [] } })) } as FlowStep]);

    expect(diffFlows(choosing('big', 'small'), choosing('big', 'medium', 'small')).map(({ kind, path }) => [kind, path])).toEqual([
      ['setting-changed', 'cases.medium'],
      ['condition-changed', 'cases.medium'],
    ]);
    expect(diffFlows(choosing('big', 'small'), choosing('small', 'big')).map(({ path }) => path)).toEqual(['cases.order']);
  });

  test('tell rules inside a list by the place they fill', () => {
    const lines = (path: string): FlowDocument => filled({ kind: 'each', id: 'e', target: 'lines', from: { path: 'trigger.lines' }, as: 'line', rules: [copy('sku', path)] });

    expect(diffFlows(lines('line.sku'), lines('line.code'))).toMatchObject([{ kind: 'rule-changed', path: 'lines[].sku', stepId: 'pay' }]);
  });

  test('tell the rows of a value table that changed', () => {
    const table = (paid: string): FlowDocument => paying({ input: { v: 1, rules: [], tables: { status: { rows: [['Approved', paid]], ignoreCase: false, unmatched: 'error' } } } });

    expect(said(table('Paid'), table('Settled'))).toEqual(['“Step pay”: the value table “status” changed (Approved: “Paid” became “Settled”).']);
  });

  test('tell where lines lead', () => {
    const [before, after] = [aFlow([aStep('a'), aStep('b')], [['trigger', 'a']]), aFlow([aStep('a'), aStep('b')], [['trigger', 'b', 'default'], ['trigger', 'a', 'error']])];

    expect(said(before, after)).toEqual([
      '“Order placed” no longer leads to “Step a”.',
      '“Order placed” now leads to “Step b”.',
      '“Order placed” by its exit “error” now leads to “Step a”.',
    ]);
  });

  test('tell the one step that runs at another place', () => {
    const order = (...ids: string[]) => aFlow([aStep('a'), aStep('b'), aStep('c'), aStep('d')], ids.map((id, index) => [index === 0 ? 'trigger' : (ids[index - 1] as string), id] as const));

    const moved = diffFlows(order('a', 'b', 'c', 'd'), order('b', 'c', 'd', 'a')).filter(({ kind }) => kind === 'step-moved');

    expect(moved).toMatchObject([{ stepId: 'a', sentence: '“Step a” runs at another place in the order.' }]);
  });

  test('call no step moved when one is inserted before it', () => {
    const [before, after] = [aChain(), aFlow([aStep('a'), aStep('x'), aStep('b'), aStep('c')], [['trigger', 'a'], ['a', 'x'], ['x', 'b'], ['b', 'c']])];

    expect(kinds(before, after)).not.toContain('step-moved');
  });

  test('weigh what only people read, and what only the canvas shows, as nothing that runs', () => {
    const after = withStep({ ...aChain(), description: 'New' }, { ...aStep('b'), position: { x: 1, y: 1 } });

    expect(countDifferences(diffFlows(aChain(), after))).toEqual({ behaviour: 0, wording: 1, layout: 1 });
  });

  test('mark steps and lines for the canvas, and nothing that only stands elsewhere', () => {
    const after = withStep(aFlow([aStep('a'), aStep('b'), aStep('n')], [['trigger', 'a'], ['a', 'b'], ['b', 'n']]), { ...aStep('b'), name: 'Price', position: { x: 600, y: 0 } });

    const { steps, lines } = marksOf(diffFlows(aChain(), after));

    expect([...steps]).toEqual([['b', 'changed'], ['c', 'removed'], ['n', 'added']]);
    expect([...lines]).toEqual([['b default c', 'removed'], ['b default n', 'added']]);
  });
});
