import {
  ConnectorFailure,
  defineTrigger,
  type Delivery,
  type IntakeChannel,
  type TriggerEvent,
} from '@penstock/connector-sdk';
import { parseJson, type Json, type JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { idOf, isObject, textOf } from '../answer';
import type { Prophet21Settings } from '../settings';

/**
 * P21 sends nothing by itself, but a customer can install a DynaChange rule (`OrderUpdated`, `InvoiceUpdated`, …) that
 * calls us. P21 runs such rules after the commit and hands them a table, `key_value` and `action`; what the rule posts is
 * its author's choice, and this is what it should post: one object or a list of them.
 */
const ruleSettings = z.strictObject({
  tables: z.array(z.string().min(1).max(100)).max(50).default([]).meta({
    title: 'Only these tables',
    description: 'As the rule names them, e.g. `OrderHeader`. Empty: all of them.',
  }),
  actions: z
    .array(z.enum(['ADD', 'UPDATE']))
    .default([])
    .meta({ title: 'Only these actions', description: 'Empty: both.' }),
});
type RuleSettings = z.infer<typeof ruleSettings>;

const ruleEvent = z.object({
  table: z.string(),
  key: z.string(),
  action: z.enum(['ADD', 'UPDATE']),
  changedAt: z.string(),
  data: z.record(z.string(), z.unknown()),
});

const MOST_RECORDS = 500;

function eventsOf({ body }: Delivery, { tables, actions }: RuleSettings): readonly TriggerEvent[] {
  const records = recordsOf(body);
  if (records.length > MOST_RECORDS) throw refusal('the list', `at most ${MOST_RECORDS} records`);
  return records
    .map(eventOf)
    .filter(({ payload }) => isWanted(tables, payload.table) && isWanted(actions, payload.action));
}

const isWanted = (wanted: readonly string[], value: string): boolean => wanted.length === 0 || wanted.includes(value);

function recordsOf(body: string): readonly JsonObject[] {
  const json = jsonOf(body);
  const list = Array.isArray(json) ? (json as readonly Json[]) : [json];
  if (list.length > 0 && list.every(isObject)) return list;
  throw refusal('the body', 'one JSON object or a list of them');
}

function jsonOf(body: string): Json | undefined {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}

function eventOf(record: JsonObject) {
  const table = textOf(record['table']).trim();
  const key = idOf(record['key_value']);
  const action = textOf(record['action']).toUpperCase();
  const changedAt = textOf(record['changed_at']).trim();
  if (table === '') throw refusal('table', 'the name of the table, e.g. "OrderHeader"');
  if (key === '') throw refusal('key_value', 'the key of the record, e.g. the order number');
  if (action !== 'ADD' && action !== 'UPDATE') throw refusal('action', '"ADD" or "UPDATE"');
  // Without it a second update could not be told from a repeat of the first one.
  if (action === 'UPDATE' && changedAt === '')
    throw refusal('changed_at', 'the time of the change, e.g. date_last_modified');
  const payload = { table, key, action, changedAt, data: record } as const;
  return {
    dedupeKey: `rule:${table}:${key}:${action}${changedAt === '' ? '' : `:${changedAt}`}`,
    payload,
    labels: { table, record: key },
  };
}

const refusal = (member: string, expected: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'P21_RULE_EVENT_INVALID',
    message: `${member} must be ${expected}. Nothing was started.`,
    remedy: 'Change what the business rule posts.',
  });

const channel = (rest: Pick<IntakeChannel<RuleSettings>, 'id' | 'title' | 'scheme'>): IntakeChannel<RuleSettings> => ({
  ...rest,
  contentType: 'application/json',
  parse: eventsOf,
});

export const businessRule = defineTrigger<Prophet21Settings, RuleSettings>({
  id: 'business-rule',
  version: 1,
  title: 'Business rule called',
  summary: 'Starts when a DynaChange rule of Prophet 21 tells of a record that was added or changed.',
  settings: ruleSettings,
  event: ruleEvent,
  sample: {
    table: 'OrderHeader',
    key: '1013938',
    action: 'ADD',
    changedAt: '2026-09-12T10:31:07.213',
    data: { table: 'OrderHeader', key_value: '1013938', action: 'ADD', changed_at: '2026-09-12T10:31:07.213' },
  },
  channels: [
    channel({ id: '', title: 'Signed call of a rule', scheme: 'standard-webhooks' }),
    // A rule that cannot sign only claims: the flow reads the record back before it acts on it.
    channel({ id: 'unsigned', title: 'Unsigned call of a rule', scheme: 'unsigned-claim' }),
  ],
});
