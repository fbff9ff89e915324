/** A mapping of so many fields, with its schemas and a record: copies, chips, formulas and conditions in turn. */
export function largeMapping(count) {
  const numbers = Array.from({ length: count }, (_, at) => at);
  const properties = Object.fromEntries(numbers.flatMap((at) => [[`text_${at}`, { type: 'string', maxLength: 40 }], [`amount_${at}`, { type: 'number', multipleOf: 0.01 }]]));
  const source = { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
  const record = Object.fromEntries(numbers.flatMap((at) => [[`text_${at}`, `text ${at}`], [`amount_${at}`, at + 0.25]]));
  const targets = Object.fromEntries(numbers.map((at) => [`field_${at}`, at % 4 === 2 ? { type: 'number', multipleOf: 0.01 } : { type: 'string', maxLength: 60 }]));
  const target = { type: 'object', properties: targets, required: Object.keys(targets), additionalProperties: false };
  return { document: { v: 1, tables: {}, rules: numbers.map(ruleAt) }, sources: { trigger: source }, target, record: { trigger: record } };
}

function ruleAt(at) {
  const base = { id: `r${at}`, target: `field_${at}` };
  const text = `trigger.text_${at}`;
  switch (at % 4) {
    case 0:
      return { ...base, kind: 'copy', from: { path: text } };
    case 1:
      return { ...base, kind: 'pipe', from: [{ path: text }], steps: [{ op: 'trim' }, { op: 'upper' }, { op: 'left', args: { length: 30 } }] };
    case 2:
      return { ...base, kind: 'formula', formula: `ROUND(trigger.amount_${at} * 1.0825 + trigger.amount_${at - 1}, 2)` };
    default:
      return { ...base, kind: 'formula', formula: `IF(trigger.amount_${at} > 100, LEFT(${text}, 20), CONCAT("small ", ${text}))`, when: { left: text, op: 'is-present' }, otherwise: '' };
  }
}
