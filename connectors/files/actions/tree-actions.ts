import { JsonSyntaxError, parseJson, stringifyJson, type Json } from '@penstock/kernel';
import { z } from 'zod';
import { malformed } from '../formats/malformed';
import { jsonToXml, parseXml, xmlToJson } from '../formats/xml';
import { reading, saveAs, withContent, writing, written } from './text-input';

const value = z.unknown().meta({ title: 'Value' });
const output = z.strictObject(written);

export const readJson = reading({
  id: 'read-json',
  title: 'Read JSON',
  summary: 'Turns the text of a JSON file into its value, digit by digit.',
  input: withContent({ lines: z.boolean().default(false).meta({ title: 'One value per line', description: 'JSON lines: the value is the list of them.' }) }),
  output: z.strictObject({ value }),
  sample: { value: { invoice: 'WEB-1001', amount: '19.99' } },
  parse: (text, { lines }) => ({ value: lines ? text.split(/\r?\n/).flatMap((line, index) => (line.trim() === '' ? [] : [jsonOf(line, `line ${index + 1}`)])) : jsonOf(text) }),
});

export const writeJson = writing({
  id: 'write-json',
  title: 'Write JSON',
  summary: 'Turns a value into the text of a JSON file, digit by digit.',
  input: z.strictObject({ value, saveAs }),
  output,
  mediaType: 'application/json',
  sample: { content: '{"amount":19.90}', file: null },
  write: ({ value: given }) => ({ text: stringifyJson((given ?? null) as Json), more: {} }),
});

export const readXml = reading({
  id: 'read-xml',
  title: 'Read XML',
  summary: 'Turns an XML file into a value: attributes are @name, text beside them #text.',
  input: withContent({
    lists: z.array(z.string().min(1)).default([]).meta({ title: 'Always lists', description: 'Elements that may repeat: then one of them is a list, too.' }),
  }),
  output: z.strictObject({ root: z.string().meta({ title: 'Name of the outermost element' }), value }),
  sample: { root: 'Order', value: { '@id': '1001', Line: [{ Sku: 'P-1' }] } },
  parse(text, { lists }) {
    const root = parseXml(text);
    return { root: root.name, value: xmlToJson(root, new Set(lists)) };
  },
});

export const writeXml = writing({
  id: 'write-xml',
  title: 'Write XML',
  summary: 'Turns a value into the text of an XML file; the reverse of reading.',
  input: z.strictObject({ root: z.string().trim().min(1).meta({ title: 'Name of the outermost element' }), value, saveAs }),
  output,
  mediaType: 'application/xml',
  sample: { content: '<?xml version="1.0" encoding="UTF-8"?>\n<Order id="1001"/>\n', file: null },
  write: ({ root, value: given }) => ({ text: jsonToXml(root, (given ?? null) as Json), more: {} }),
});

function jsonOf(text: string, place?: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw malformed(`is not valid JSON (${error.message})`, place);
    throw error;
  }
}
