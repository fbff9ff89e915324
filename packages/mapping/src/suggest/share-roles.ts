import { leafWeight } from './field-terms';
import { findConcept } from './lexicon';
import type { FieldReading } from './read-field';

/**
 * The readings with roles of whole neighbourhoods: where all address parts of a container that have a role have the
 * same one, those without have it too. `ZipCode` between `ShipToCity` and `ShipToCountry` is the ship-to's.
 */
export function shareRoles(readings: readonly FieldReading[]): readonly FieldReading[] {
  const rolesByParent = new Map<string, Set<string>>();
  for (const reading of readings) {
    if (reading.role === undefined || !isAddressPart(reading)) continue;
    const roles = rolesByParent.get(parentOf(reading)) ?? new Set();
    rolesByParent.set(parentOf(reading), roles.add(reading.role));
  }
  return readings.map((reading) => {
    const roles = rolesByParent.get(parentOf(reading));
    if (reading.role !== undefined || !isAddressPart(reading) || roles?.size !== 1) return reading;
    const [role = ''] = roles;
    const terms = new Map(reading.terms).set(role, leafWeight);
    return { ...reading, role, terms, container: `${parentOf(reading)}|${role}` };
  });
}

const isAddressPart = ({ core }: FieldReading): boolean =>
  core.some((term) => findConcept(term)?.group === 'address-part');
const parentOf = ({ container }: FieldReading): string => container.slice(0, container.indexOf('|'));
