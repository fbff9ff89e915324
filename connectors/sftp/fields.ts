import { z } from 'zod';

/** Relative to the root folder of the connection: no way out of it, and none of the characters that confuse servers. */
const relative = (text: string): boolean => !text.startsWith('/') && text.split('/').every((part) => part !== '..' && part !== '.' && part !== '');

const path = z.string().trim().max(1_000).regex(/^[^\u0000-\u001f\u007f\\]*$/, 'No control characters, and / between folders');

export const filePath = path.min(1).refine(relative, 'A path below the root folder, e.g. in/remittance.csv').meta({ title: 'File', description: 'Below the root folder of the connection, e.g. in/remittance.csv.' });

export const folderPath = path.refine((text) => text === '' || relative(text), 'A folder below the root folder, e.g. in').default('').meta({ title: 'Folder', description: 'Below the root folder of the connection; empty: the root folder itself.' });

export const namePattern = z.string().trim().min(1).max(200).regex(/^[^/\\\u0000-\u001f\u007f]+$/, 'A name without folders; * stands for any characters').default('*').meta({ title: 'Names', description: '* stands for any characters, ? for one, e.g. remit-*.csv. Upper and lower case count.' });

export const onceFor = z.string().trim().min(1).max(200);

/** A pattern as a test of names. Linear: every `*` gives characters back to the one before it, and to no other. */
export function matcherOf(pattern: string): (name: string) => boolean {
  const parts = pattern.replace(/\*+/g, '*').split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return (name) => name.length === first.length && fits(name, 0, first);
  return (name) => {
    if (name.length < first.length + last.length || !fits(name, 0, first) || !fits(name, name.length - last.length, last)) return false;
    let at = first.length;
    for (const part of parts.slice(1, -1)) {
      at = placeOf(name, part, at);
      if (at < 0) return false;
      at += part.length;
    }
    return at <= name.length - last.length;
  };
}

/** Whether the part stands at this place; `?` is any one character. */
const fits = (name: string, at: number, part: string): boolean => at + part.length <= name.length && [...part].every((character, index) => character === '?' || character === name[at + index]);

function placeOf(name: string, part: string, from: number): number {
  for (let at = from; at + part.length <= name.length; at += 1) if (fits(name, at, part)) return at;
  return -1;
}

export const nameOf = (filePathText: string): string => filePathText.slice(filePathText.lastIndexOf('/') + 1);

const types: Readonly<Record<string, string>> = { csv: 'text/csv', txt: 'text/plain', json: 'application/json', xml: 'application/xml', pdf: 'application/pdf', zip: 'application/zip' };

/** What a name says of the content; octets where it says nothing. */
export const mediaTypeOf = (name: string): string => types[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
