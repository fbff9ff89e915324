import { connectors } from '@penstock/connector-catalog';
import { describeConnector, type JsonSchema } from '@penstock/connector-sdk';
import { invariant } from '@penstock/kernel';
import { checkMapping, mappingDocument } from '@penstock/mapping';

const descriptors = connectors.map(describeConnector);

function inputOf(connector: string, action: string): JsonSchema {
  const found = descriptors.find(({ id }) => id === connector)?.actions.find(({ id }) => id === action);
  invariant(found, `${connector} has ${action}`);
  return found.inputSchema;
}

/** What a checkout hands to a flow, with the fields as the gateway itself declares them. */
const checkout: JsonSchema = {
  type: 'object',
  properties: {
    protect: inputOf('paytrace', 'sale-by-protect-token'),
    encrypted: inputOf('paytrace', 'sale-by-encrypted-card'),
    orderNo: { type: 'string' },
  },
};

const rule = (target: string, path: string) => ({ id: target, target, kind: 'copy', from: { path } });
const formula = (target: string, text: string) => ({ id: target, target, kind: 'formula', formula: text });
const leaks = (target: JsonSchema | undefined, ...rules: readonly object[]): readonly string[] =>
  checkMapping(mappingDocument.parse({ v: 1, rules }), { sources: { trigger: checkout }, ...(target && { target }) })
    .filter(({ code, severity }) => code === 'CARD_DATA' && severity === 'error')
    .map(({ path }) => path ?? '');

const sale = inputOf('paytrace', 'sale-by-protect-token');
const encryptedSale = inputOf('paytrace', 'sale-by-encrypted-card');

describe('card data, by the definitions of the installed connectors', () => {
  test('reaches the fields of the gateway that are made for it', () => {
    expect(leaks(sale, rule('hpf_token', 'trigger.protect.hpf_token'), rule('enc_key', 'trigger.protect.enc_key'))).toEqual([]);
    expect(leaks(encryptedSale, rule('encrypted_number', 'trigger.encrypted.encrypted_number'), rule('encrypted_csc', 'trigger.encrypted.encrypted_csc'))).toEqual([]);
    expect(leaks(inputOf('prophet21', 'create-order'), rule('remittance.card.accountToken', 'trigger.protect.hpf_token'))).toEqual([]);
  });

  test.each([
    ['another field of the same call', sale, rule('description', 'trigger.protect.hpf_token')],
    ['the field of another kind of card data', encryptedSale, rule('encrypted_number', 'trigger.encrypted.encrypted_csc')],
    ['a text made of it', sale, formula('description', 'CONCAT("card ", trigger.encrypted.encrypted_number)')],
    ['the ledger', inputOf('prophet21', 'post-ar-receipt'), rule('reference', 'trigger.encrypted.encrypted_number')],
    ['a message', inputOf('slack', 'post-message'), rule('text', 'trigger.encrypted.encrypted_csc')],
    ['an answer whose fields people name', undefined, rule('card', 'trigger.encrypted')],
  ])('is refused on its way to %s', (_where, target, one) => {
    expect(leaks(target, one)).toEqual([one.target]);
  });

  test('has its label wherever a field of a connector takes or gives it, and masked numbers have none', () => {
    const labelled = descriptors.flatMap(({ id, actions, triggers }) =>
      [...actions.flatMap(({ inputSchema, outputSchema }) => [inputSchema, outputSchema]), ...triggers.map(({ eventSchema }) => eventSchema)].flatMap((schema) => labelsIn(schema).map((field) => `${id} ${field}`)),
    );

    expect([...new Set(labelled)].sort()).toEqual(['paytrace enc_key token', 'paytrace encrypted_csc csc', 'paytrace encrypted_number pan', 'paytrace hpf_token token', 'prophet21 accountToken token']);
  });

  test('is in no field of a connector without a label: names that say so are masked, answers, or labelled', () => {
    const telling = /^(pan|csc|cvv2?|cvc|track_?[123]?|card_?number|cc_?number|encrypted_.*|hpf_token|enc_key)$/i;
    const open = descriptors.flatMap(({ id, actions, triggers }) =>
      [...actions.flatMap(({ inputSchema, outputSchema }) => [inputSchema, outputSchema]), ...triggers.map(({ eventSchema }) => eventSchema)].flatMap((schema) =>
        fieldsIn(schema).filter(([name, field]) => telling.test(name) && field['x-card-data'] === undefined).map(([name]) => `${id} ${name}`),
      ),
    );

    expect([...new Set(open)]).toEqual([]);
  });
});

/** Every property of a schema, however deep, with its name. */
function fieldsIn(schema: unknown): readonly (readonly [string, JsonSchema])[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties } = schema as JsonSchema;
  const own = typeof properties === 'object' && properties !== null ? (Object.entries(properties) as [string, JsonSchema][]) : [];
  return [...own, ...Object.values(schema).flatMap(fieldsIn)];
}

const labelsIn = (schema: JsonSchema): readonly string[] =>
  fieldsIn(schema).flatMap(([name, field]) => (typeof field['x-card-data'] === 'string' ? [`${name} ${field['x-card-data']}`] : []));
