import { defineAction, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { idOf, isSameText, textOf } from '../answer';
import type { P21Context } from '../api';
import { createEntity } from '../entity';
import { text, wholeNumber } from '../fields';
import { equals, numberLiteral, readRows, textLiteral } from '../odata';
import { absentIfReadable, MAX_PROCESSING_MS, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { Prophet21Settings } from '../settings';
import { createdEntity, properties, type CreatedEntity } from './entity-shape';

const contactInput = z.strictObject({
  addressId: wholeNumber(19).meta({ title: 'Address ID', description: 'Of the customer, ship-to or vendor.' }),
  email: text(255).meta({
    title: 'E-mail address',
    description:
      'Must be unique at this address: contacts have no other key, so Penstock finds the contact again by it.',
  }),
  firstName: text(15).meta({ title: 'First name' }),
  lastName: text(24).meta({ title: 'Last name' }),
  fields: properties.default({}).meta({ title: 'Further properties', description: 'E.g. `Title`, `DirectPhone`.' }),
});
type ContactInput = z.infer<typeof contactInput>;

export const createContact = defineAction<Prophet21Settings, ContactInput, CreatedEntity>({
  id: 'create-contact',
  version: 1,
  title: 'Create a contact',
  summary: 'Creates a contact at an address. Changes master data, moves no money.',
  contract: {
    class: 'L',
    kind: 'master-data',
    businessKey: ({ addressId, email }) => `contact:${addressId}:${email.toLowerCase()}`,
    verify: (context, { input }) => findContact(context, input),
    undoWindow: 'until it is used (mark the contact as deleted in Prophet 21)',
    visibilityLagMs: VISIBILITY_LAG_MS,
    maxProcessingMs: MAX_PROCESSING_MS,
  },
  input: contactInput,
  output: createdEntity,
  sample: { id: 'C100301', reference: 'ap@harbormechanical.example' },
  async run(context, input) {
    const { addressId, email, firstName, lastName, fields } = input;
    const record = {
      AddressId: Number(addressId),
      FirstName: firstName,
      LastName: lastName,
      ...fields,
      EmailAddress: email,
    };
    await createEntity(context, 'contacts', record);
    return readBackOrThrow(() => findContact(context, input), `contact ${email} at address ${addressId}`);
  },
  remoteId: ({ id }) => id,
});

const MOST_MATCHES = 50;

/** `contacts` is one of the tables without a company. */
async function findContact(context: P21Context, { addressId, email }: ContactInput): Promise<Verdict<CreatedEntity>> {
  const rows = await readRows(
    context,
    {
      table: 'contacts',
      select: ['id', 'address_id', 'email_address'],
      where: [equals('address_id', numberLiteral(addressId)), equals('email_address', textLiteral(email))],
      orderBy: ['id'],
    },
    MOST_MATCHES,
  );
  const ids = rows.filter((row) => isSameText(textOf(row['email_address']), email)).map((row) => idOf(row['id']));
  const [id, ...others] = ids;
  if (id === undefined)
    return absentIfReadable(context, { table: 'contacts' }, `contact ${email} at address ${addressId}`);
  const output = { id, reference: email };
  return others.length === 0
    ? { verdict: 'found', output, remoteId: id }
    : { verdict: 'duplicate', output, remoteIds: ids };
}
