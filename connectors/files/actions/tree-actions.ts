import { JsonSyntaxError, parseJson, stringifyJson, type Json } from '@penstock/kernel';
import { z } from 'zod';
import { malformed } from '../formats/malformed';
import { jsonToXml, parseXml, xmlToJson } from '../formats/xml';
import { computation, fileText } from './text-input';

const value = z.unknown().meta({ title: 'Value' });
const content = z.string().meta({ title: 'Content of the file' });

export const readJson = computation({
  id: 'read-json',
  title: 'Read JSON',
  summary: 'Turns the text of a JSON file into its value, digit by digit.',
  input: z.strictObject({ content: fileText, lines: z.boolean().default(false).meta({ title: 'One value per line', description: 'JSON lines: the value is the list of them.' }) }),
  output: z.strictObject({ value }),
  sample: { value: { invoice: 'WEB-1001', amount: '19.99' } },
  compute: ({ content: text, lines }) => ({ value: lines ? text.split(/\r?\n/).flatMap((line, index) => (line.trim() === '' ? [] : [jsonOf(line, `line ${index + 1}`)])) : jsonOf(text) }),
});

export const writeJson = computation({
  id: 'write-json',
  title: 'Write JSON',
  summary: 'Turns a value into the text of a JSON file, digit by digit.',
  input: z.strictObject({ value }),
  output: z.strictObject({ content }),
  sample: { content: '{"amount":19.90}' },
  compute: ({ value: given }) => ({ content: stringifyJson((given ?? null) as Json) }),
});

export const readXml = computation({
  id: 'read-xml',
  title: 'Read XML',
  summary: 'Turns an XML file into a value: attributes are @name, text beside them #text.',
  input: z.strictObject({
    content: fileText,
    lists: z.array(z.string().min(1)).default([]).meta({ title: 'Always lists', description: 'Elements that may repeat: then one of them is a list, too.' }),
  }),
  output: z.strictObject({ root: z.string().meta({ title: 'Name of the outermost element' }), value }),
  sample: { root: 'Order', value: { '@id': '1001', Line: [{ Sku: 'P-1' }] } },
  compute({ content: text, lists }) {
    const root = parseXml(text);
    return { root: root.name, value: xmlToJson(root, new Set(lists)) };
  },
});

export const writeXml = computation({
  id: 'write-xml',
  title: 'Write XML',
  summary: 'Turns a value into the text of an XML file; the reverse of reading.',
  input: z.strictObject({ root: z.string().trim().min(1).meta({ title: 'Name of the outermost element' }), value }),
  output: z.strictObject({ content }),
  sample: { content: '<?xml version="1.0" encoding="UTF-8"?>\n<Order id="1001"/>\n' },
  compute: ({ root, value: given }) => ({ content: jsonToXml(root, (given ?? null) as Json) }),
});

function jsonOf(text: string, place?: string): Json {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonSyntaxError) throw malformed(`is not valid JSON (${error.message})`, place);
    throw error;
  }
}
