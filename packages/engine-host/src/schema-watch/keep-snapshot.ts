import { confirmSnapshot, insertSnapshot } from '@penstock/database';
import type { FieldFacts, ObservedShape } from '@penstock/flow-model';
import { canonicalJson, type Ids, type Json } from '@penstock/kernel';
import type { Client } from 'pg';
import type { CheckedEnvironment } from './schema-check';
import type { SeenSubject } from './subject';

export interface FormerSnapshot {
  readonly id: string;
  readonly facts: readonly FieldFacts[];
  readonly shape: ObservedShape | null;
  readonly cursor: string | null;
}

export interface WritingTools extends CheckedEnvironment {
  readonly client: Client;
  readonly ids: Ids;
  readonly now: Date;
}

/** A schema that is as it was is confirmed; another one becomes the newest of its subject. */
export async function keepSnapshot({ client, ids, now, ...place }: WritingTools, subject: SeenSubject, former: FormerSnapshot | undefined): Promise<void> {
  const { key, kind, title, connectionId, facts, shape, cursor = null } = subject;
  const counts = shape ? JSON.stringify(shape) : null;
  if (former && isSame(former.facts, facts)) {
    await client.query({ ...confirmSnapshot, values: [former.id, title, counts, cursor, now] });
    return;
  }
  await client.query({ ...insertSnapshot, values: [ids.next(), place.organizationId, place.environmentId, connectionId, key, kind, title, JSON.stringify(facts), counts, cursor, now] });
}

/** Whatever order the fields come in. */
const isSame = (one: readonly FieldFacts[], other: readonly FieldFacts[]): boolean => canonical(one) === canonical(other);
const canonical = (facts: readonly FieldFacts[]): string => facts.map((each) => canonicalJson(each as unknown as Json)).sort().join();
