import { ConnectorFailure, defineAction, type Verdict } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import type { P21Context } from '../api';
import { beforeSending } from '../before-sending';
import { isSameValue, readEntity, updateEntity, type EntityType } from '../entity';
import { MAX_PROCESSING_MS, readBackOrThrow, VISIBILITY_LAG_MS } from '../read-back';
import type { Prophet21Settings } from '../settings';
import { entityId, properties, updatedEntity, type UpdatedEntity } from './entity-shape';

const updateInput = z.strictObject({
  // P21 has no PUT for addresses (405): they change with the record they belong to.
  type: z.enum(['customers', 'vendors', 'contacts']).meta({ title: 'Kind of record' }),
  id: entityId,
  changes: properties
    .refine((changes) => Object.keys(changes).length > 0, 'at least one property')
    .meta({ title: 'Changes', description: 'Property by property, e.g. `TermsId`; what is not named stays as it is.' }),
});
type UpdateInput = z.infer<typeof updateInput>;

export const updateRecord = defineAction<Prophet21Settings, UpdateInput, UpdatedEntity>({
  id: 'update-record',
  version: 1,
  title: 'Change a master record',
  summary: 'Changes properties of a customer, vendor or contact. Changes master data, moves no money.',
  contract: {
    // The same values again are the same record.
    class: 'I',
    kind: 'master-data',
    businessKey: ({ type, id, changes }) => `${type}:${id}:${canonical(changes)}`,
    verify: (context, { input }) => findChanged(context, input),
    undoWindow: 'any time (change it back)',
    visibilityLagMs: VISIBILITY_LAG_MS,
    maxProcessingMs: MAX_PROCESSING_MS,
  },
  input: updateInput,
  output: updatedEntity,
  sample: { id: '100198', changed: ['TermsId'] },
  async run(context, input) {
    const { type, id, changes } = input;
    const record = context.settings.entityUpdates === 'changes-only' ? changes : await merged(context, input);
    await updateEntity(context, type, { id, record });
    return readBackOrThrow(() => findChanged(context, input), `the change of ${type} ${id}`);
  },
  remoteId: ({ id }) => id,
});

const canonical = (changes: UpdateInput['changes']): string =>
  JSON.stringify(Object.entries(changes).sort(([left], [right]) => (left < right ? -1 : 1)));

/** What a PUT does with properties that are not in it is not documented, so the whole record goes back. */
async function merged(context: P21Context, { type, id, changes }: UpdateInput): Promise<JsonObject> {
  const record = await beforeSending(() => readEntity(context, { type, id }));
  if (record) return { ...record, ...changes };
  throw notFound(type, id);
}

async function findChanged(context: P21Context, { type, id, changes }: UpdateInput): Promise<Verdict<UpdatedEntity>> {
  const record = await readEntity(context, { type, id });
  if (!record) return { verdict: 'unsure', reason: `${type} ${id} cannot be read at all` };
  const changed = Object.keys(changes);
  const differing = changed.filter((name) => !isSameValue(record[name], changes[name]));
  if (differing.length === 0) return { verdict: 'found', output: { id, changed }, remoteId: id };
  return { verdict: 'absent', evidence: `${type} ${id} is readable and still differs in ${differing.join(', ')}` };
}

const notFound = (type: EntityType, id: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'business',
    code: 'P21_NOT_FOUND',
    message: `Prophet 21 has no ${type} record ${id} in this company. Nothing was changed.`,
    remedy: 'Check the ID.',
  });
