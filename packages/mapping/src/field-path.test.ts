import fc from 'fast-check';
import { Decimal, type Json } from '@penstock/kernel';
import { compileGetter, formatPath, parsePath } from './field-path';
import { compilePath } from './condition';

const read = (path: string, scope: Record<string, Json>) => compilePath(path)(scope);

describe('parsePath', () => {
  it.each([
    ['trigger', ['trigger']],
    ['trigger.order.total', ['trigger', 'order', 'total']],
    ['lines[0].sku', ['lines', 0, 'sku']],
    ['steps.charge-card.id', ['steps', 'charge-card', 'id']],
    ['trigger["odd.name"].x', ['trigger', 'odd.name', 'x']],
    ['a["say \\"hi\\""][12]', ['a', 'say "hi"', 12]],
    ['Bill To.Zip Code', ['Bill To', 'Zip Code']],
  ])('reads %s', (text, segments) => {
    expect(parsePath(text)).toEqual({ ok: true, value: segments });
  });

  it.each([
    ['', 0],
    ['.a', 0],
    ['a..b', 2],
    ['a.', 2],
    ['a[', 1],
    ['a[-1]', 1],
    ['a[0]b', 4],
    ['a["x]', 1],
    ['a.__proto__.b', 2],
    ['a["__proto__"]', 1],
    ['a[999999]', 1],
  ])('refuses %p at character %i', (text, position) => {
    expect(parsePath(text)).toMatchObject({ ok: false, error: { position } });
  });

  it('reads back what formatPath writes', () => {
    const segment = fc.oneof(
      fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
      fc.nat(1000),
    );

    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.array(segment, { maxLength: 5 }), (root, rest) => {
        const segments = [root === '__proto__' ? 'x' : root, ...rest];

        expect(parsePath(formatPath(segments))).toEqual({ ok: true, value: segments });
      }),
    );
  });
});

describe('compileGetter', () => {
  it('reads one, two and many segments', () => {
    const scope = { a: { b: [{ c: 'deep' }] } };

    expect(read('a.b[0].c', scope)).toBe('deep');
    expect(read('a.b', scope)).toEqual([{ c: 'deep' }]);
    expect(read('a', scope)).toEqual({ b: [{ c: 'deep' }] });
  });

  it.each(['x', 'a.x', 'a.b.x', 'a.b[7]', 'a.b[0].c.d', 'a[0]', 'n.x.y'])('finds nothing at %s', (path) => {
    expect(read(path, { a: { b: [{ c: 'deep' }] }, n: null })).toBeUndefined();
  });

  it.each([
    'a.constructor',
    'a.toString',
    'list.length',
    'text.length',
    'amount.units',
    'amount.scale',
    'constructor.name',
    'list.map',
  ])('sees nothing of the language at %s', (path) => {
    expect(read(path, { a: {}, list: [1], text: 'abc', amount: Decimal.from('1.00') })).toBeUndefined();
  });

  it('reads an own field that is called constructor', () => {
    expect(read('job.constructor', JSON.parse('{"job":{"constructor":"Bob the builder"}}'))).toBe('Bob the builder');
  });

  it('gives nothing for an empty path', () => {
    expect(compileGetter([])({ a: 1 })).toBeUndefined();
  });
});
