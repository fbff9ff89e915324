import { copyRule, mappingOf, orderSources, salesOrderFields } from '../testing/field-trees';
import { columnPairs, type ColumnQuestion } from './paste-columns';
import { targetFields } from './target-fields';

const targets = targetFields(salesOrderFields(), mappingOf(copyRule('poNo', 'trigger.number')).rules);
const read = (text: string, change: Partial<ColumnQuestion> = {}) => {
  const { pairs, left } = columnPairs({
    text,
    mode: 'order',
    sources: orderSources(),
    targets,
    from: null,
    candidates: {},
    isFilled: () => false,
    ...change,
  });
  return { pairs: pairs.map(({ source, target }) => `${source} > ${target}`), left };
};

describe('a pasted list of columns', () => {
  test('fills the targets in their order, a name a line', () => {
    expect(read('total\nfirst\r\n\nlast')).toEqual({
      pairs: ['trigger.total > poNo', 'trigger.customer.first > customerName', 'trigger.customer.last > amount'],
      left: [],
    });
  });

  test('begins at the target one is at, and leaves out those that are filled', () => {
    expect(
      read('total\nfirst', { from: 'customerName', isFilled: (target) => target === 'customerName' }).pairs,
    ).toEqual(['trigger.total > amount', 'trigger.customer.first > shipTo.name']);
  });

  test('is read from one line as well: a header of a sheet or a CSV file', () => {
    expect(read('number,total,first').pairs).toEqual(read('number\ttotal\tfirst').pairs);
    expect(read('number,total,first').pairs).toHaveLength(3);
    expect(read('number;total').pairs).toHaveLength(2);
  });

  test('names the targets itself in a second column', () => {
    expect(read('total\tamount\ntrigger.customer.last\tship_to.name\nlast\tcustomer name')).toEqual({
      pairs: ['trigger.total > amount', 'trigger.customer.last > customerName'],
      left: ['trigger.customer.last → ship_to.name'],
    });
  });

  test('finds targets by name and by what the matcher says', () => {
    const candidates = {
      customerName: [{ source: 'trigger.customer.last', confidence: 0.8 }],
      poNo: [{ source: 'trigger.customer.last', confidence: 0.3 }],
    };

    expect(read('last\nQuantity\nsku', { mode: 'meaning', candidates })).toEqual({
      pairs: ['trigger.customer.last > customerName', 'trigger.lines[0].quantity > lines[].quantity'],
      left: ['sku'],
    });
  });

  test('never takes one item of a list for a single value', () => {
    expect(read('sku\tamount')).toEqual({ pairs: [], left: ['sku → amount'] });
  });

  test.each(['nothing like it', 'constructor', '__proto__', '[]'])('leaves out what is no field: %s', (name) => {
    expect(read(name)).toEqual({ pairs: [], left: [name] });
  });

  test('of nothing is nothing', () => {
    expect(read(' \n ')).toEqual({ pairs: [], left: [] });
  });

  test('says how sure the matcher is, and ticks nothing it only guesses', () => {
    const candidates = { customerName: [{ source: 'trigger.customer.last', confidence: 0.5 }] };
    const { pairs } = columnPairs({
      text: 'last\nquantity',
      mode: 'meaning',
      sources: orderSources(),
      targets,
      from: null,
      candidates,
      isFilled: () => false,
    });

    expect(pairs.map(({ confidence, tier }) => [confidence, tier])).toEqual([
      [0.5, 'listed'],
      [1, 'preticked'],
    ]);
  });
});
