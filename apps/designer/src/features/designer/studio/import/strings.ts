/** Why nothing was taken from what was pasted or dropped. */
export const importStrings = {
  empty: 'There is nothing to read.',
  tooLarge: 'It is larger than 10 MB. A part of it is enough: only its fields are read. What was there stays.',
  notText: 'This is not text in UTF-8. What was there stays.',
  notJson: 'This begins like JSON and is not: it cannot be read to its end. What was there stays.',
  tooDeep: (levels: number) => `It is nested deeper than ${levels} levels. What was there stays.`,
  unreadable: (kind: string) =>
    kind === 'xml-sample'
      ? 'This begins like XML and cannot be read. What was there stays.'
      : 'No columns are found in it. What was there stays.',
  noFields: 'It has no named fields. Use an object, or a list of objects. What was there stays.',
  notYaml: (words: string) => `${words} What was there stays.`,
  notCsv: (line: number) => `Line ${line} is no CSV: its quotation marks do not fit together. What was there stays.`,
  nothingDescribed: {
    openapi: 'The OpenAPI document describes no fields: it has no component schemas, and no operation says what it takes or answers. What was there stays.',
    odata: 'The metadata describes no entity type. What was there stays.',
    window: 'The definition has no elements. What was there stays.',
    'json-schema': 'The schema describes no fields. What was there stays.',
  },
  sampleName: 'From the sample',
  schemaName: 'The schema',
};
