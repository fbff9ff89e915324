import type { FieldReading } from './read-field';
import { partyConcepts } from './vocabulary/party-concepts';

const parties: ReadonlySet<string> = new Set(partyConcepts.filter(({ group }) => group === 'entity').map(({ id }) => id));

/**
 * `customer.id` and `customer_id`: the number one system gave a customer, and the one another system gave the same.
 * Their names agree and their values hardly ever do, so that a person decides.
 */
export function areKeysOfTwoSystems(source: FieldReading, target: FieldReading): boolean {
  return source.letters === 'id' && target.core.includes('identifier') && target.core.some((term) => parties.has(term));
}
