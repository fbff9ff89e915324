import { defineAction, type AnyAction, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { idOf, isSameText, textOf } from '../answer';
import type { P21Context } from '../api';
import { createEntity } from '../entity';
import { text } from '../fields';
import { equals, readRows, textLiteral } from '../odata';
import { absentIfReadable, MAX_PROCESSING_MS, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { Prophet21Settings } from '../settings';
import { createdEntity, properties, type CreatedEntity } from './entity-shape';

interface CreatableEntity {
  readonly action: string;
  readonly type: 'customers' | 'vendors';
  readonly noun: string;
  readonly nameProperty: string;
  readonly table: 'customer' | 'vendor';
  readonly keyColumn: string;
}

/** Both keep a key of other systems in `legacy_id`: the one field a record can be found again by. */
const LEGACY_COLUMN = 'legacy_id';
const LEGACY_LENGTH = 255;

const createInput = z.strictObject({
  reference: text(LEGACY_LENGTH).meta({
    title: 'Reference (legacy ID)',
    description: 'The key of the record in your system. Must be unique: Penstock finds the record again by it.',
  }),
  name: text(255).meta({ title: 'Name' }),
  fields: properties.default({}).meta({
    title: 'Further properties',
    description: 'As the Entity API names them, e.g. `TermsId`, `SalesrepId`.',
  }),
});
type CreateInput = z.infer<typeof createInput>;

const createAction = (entity: CreatableEntity): AnyAction =>
  defineAction<Prophet21Settings, CreateInput, CreatedEntity>({
    id: entity.action,
    version: 1,
    title: `Create a ${entity.noun}`,
    summary: `Creates a ${entity.noun} through the Entity API. Changes master data, moves no money.`,
    contract: {
      class: 'L',
      kind: 'master-data',
      businessKey: ({ reference }) => `${entity.noun}:${reference}`,
      verify: (context, { input }) => findCreated(context, entity, input.reference),
      undoWindow: `until it is used (mark the ${entity.noun} as deleted in Prophet 21)`,
      visibilityLagMs: VISIBILITY_LAG_MS,
      maxProcessingMs: MAX_PROCESSING_MS,
    },
    input: createInput,
    output: createdEntity,
    sample: { id: '100301', reference: 'SHOP-77' },
    async run(context, { reference, name, fields }) {
      const { companyId } = context.settings;
      const record = { CompanyId: companyId, [entity.nameProperty]: name, ...fields, LegacyId: reference };
      await createEntity(context, entity.type, record);
      // What P21 answers to a creation is not published: the record itself tells its number.
      return readBackOrThrow(
        () => findCreated(context, entity, reference),
        `${entity.noun} with legacy ID ${reference}`,
      );
    },
    remoteId: ({ id }) => id,
  });

const MOST_MATCHES = 50;

async function findCreated(
  context: P21Context,
  entity: CreatableEntity,
  reference: string,
): Promise<Verdict<CreatedEntity>> {
  const { table, keyColumn, noun } = entity;
  const rows = await readRows(
    context,
    {
      table,
      select: [keyColumn, LEGACY_COLUMN],
      where: [
        equals(LEGACY_COLUMN, textLiteral(reference)),
        equals('company_id', textLiteral(context.settings.companyId)),
      ],
      orderBy: [keyColumn],
    },
    MOST_MATCHES,
  );
  const ids = rows
    .filter((row) => isSameText(textOf(row[LEGACY_COLUMN]), reference))
    .map((row) => idOf(row[keyColumn]));
  const [id, ...others] = ids;
  if (id === undefined) {
    return absentIfReadable(context, { table, companyColumn: 'company_id' }, `${noun} with legacy ID ${reference}`);
  }
  const output = { id, reference };
  return others.length === 0
    ? { verdict: 'found', output, remoteId: id }
    : { verdict: 'duplicate', output, remoteIds: ids };
}

export const createCustomer = createAction({
  action: 'create-customer',
  type: 'customers',
  noun: 'customer',
  nameProperty: 'CustomerName',
  table: 'customer',
  keyColumn: 'customer_id',
});

export const createVendor = createAction({
  action: 'create-vendor',
  type: 'vendors',
  noun: 'vendor',
  nameProperty: 'VendorName',
  table: 'vendor',
  keyColumn: 'vendor_id',
});
