import fc from 'fast-check';
import { Decimal, type Json } from '@penstock/kernel';
import { compute } from '../testing/files-bench';
import { jsonToXml, parseXml, xmlToJson } from './xml';

const read = (content: string, lists: readonly string[] = []) => compute('read-xml', { content, lists });

test('attributes, texts and repeated elements become members', async () => {
  expect(await read('<o:Order xmlns:o="urn:o" id="1"><Line>a</Line><Line q="2">b &amp; c</Line><Empty/><![CDATA[<x>]]></o:Order>')).toEqual({
    root: 'Order',
    value: { '@id': '1', Line: ['a', { '@q': '2', '#text': 'b & c' }], Empty: '', '#text': '<x>' },
  });
});

test('one element is a list when it is named as one', async () => {
  expect(await read('<a><b>1</b></a>', ['b'])).toMatchObject({ value: { b: ['1'] } });
});

test.each([
  ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>', 'DOCTYPE'],
  ['a file entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'DOCTYPE'],
  ['an unclosed element', '<a><b></a>', 'well-formed'],
  ['an unknown entity', '<a>&nbsp;</a>', 'well-formed'],
  ['two roots', '<a/><b/>', 'well-formed'],
  ['no element', '   ', 'XML'],
  ['JSON', '{"a":1}', 'well-formed'],
  ['an endless depth', `${'<a>'.repeat(101)}${'</a>'.repeat(101)}`, 'deeply'],
])('%s is refused', async (_name, content, words) => {
  await expect(read(content)).rejects.toMatchObject({ details: { code: 'FILE_MALFORMED', message: expect.stringContaining(words) } });
});

test('a name from the file cannot reach the prototype', () => {
  const value = xmlToJson(parseXml('<a><__proto__><polluted>1</polluted></__proto__></a>'), new Set()) as object;

  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.keys(value)).toEqual(['__proto__']);
});

test('values are written with their digits and escaped', () => {
  const xml = jsonToXml('Order', { '@id': 'a"b', Total: Decimal.from('19.90'), Note: '<&>', Line: ['1', '2'], Empty: null });

  expect(xml).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<Order id="a&quot;b"><Total>19.90</Total><Note>&lt;&amp;&gt;</Note><Line>1</Line><Line>2</Line><Empty/></Order>\n');
});

test.each<[string, Json]>([['a name with a blank', { 'a b': '1' }], ['a name that would open an element', { '><x': '1' }], ['a control character', { a: '\u0001' }]])('%s is not written', (_name, value) => {
  expect(() => jsonToXml('a', value)).toThrow(expect.objectContaining({ code: 'FILE_NOT_WRITTEN' }));
});

test('what was written is read back', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '<', '&', '"', '>', "'", 'ß', '😀', ']'), minLength: 1, maxLength: 8 });
  const leaf = fc.record({ x: text, y: fc.array(text, { minLength: 2, maxLength: 3 }) });

  fc.assert(fc.property(leaf, (value) => expect(xmlToJson(parseXml(jsonToXml('r', value)), new Set())).toEqual(value)));
});

test('JSON keeps its digits both ways, and lines are told apart', async () => {
  expect(await compute('write-json', await compute('read-json', { content: '{"a":1.50}' }))).toMatchObject({ content: '{"a":1.50}' });
  expect(await compute('read-json', { content: '{"a":1}\n\n[2]\n', lines: true })).toEqual({ value: [{ a: 1 }, [2]] });
  await expect(compute('read-json', { content: '{"a":1}\n{', lines: true })).rejects.toMatchObject({ details: { message: expect.stringContaining('line 2') } });
});
