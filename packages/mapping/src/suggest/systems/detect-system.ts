import { pathParts, type SuggestField } from '../field';
import { paytrace } from './paytrace';
import { prophet21 } from './prophet21';
import { shopify } from './shopify';
import { squeezed, type SystemPack } from './system-pack';
import { woocommerce } from './woocommerce';

const packs: readonly SystemPack[] = [paytrace, prophet21, shopify, woocommerce];

/** The system whose signs a schema shows most of; undefined when no system's are enough. */
export function detectSystem(fields: readonly Pick<SuggestField, 'path'>[]): SystemPack | undefined {
  const names = new Set(fields.flatMap(({ path }) => pathParts(path).map(({ name }) => squeezed(name))));
  const found = packs
    .map((pack) => ({ pack, signs: pack.signs.filter((sign) => names.has(sign)).length }))
    .filter(({ pack, signs }) => signs >= pack.needed)
    .sort((a, b) => b.signs - a.signs);
  return found[0]?.pack;
}

export interface FieldSystems {
  readonly sourceSystem?: string;
  readonly targetSystem?: string;
}

/** The ids of the systems two schemas come from, as far as their fields show; decisions on pairs are remembered under them. */
export function systemsOf(fields: {
  readonly source: readonly Pick<SuggestField, 'path'>[];
  readonly target: readonly Pick<SuggestField, 'path'>[];
}): FieldSystems {
  const [source, target] = [detectSystem(fields.source)?.id, detectSystem(fields.target)?.id];
  return {
    ...(source !== undefined && { sourceSystem: source }),
    ...(target !== undefined && { targetSystem: target }),
  };
}

const envelopes = new Set([
  'order',
  'body',
  'data',
  'payload',
  'trigger',
  'record',
  'response',
  'request',
  'transaction',
  'customer',
  'address',
]);

/** What a pack knows about a field: by the whole path without its envelope, or by an end of two parts or more. */
export function knownMeaning(pack: SystemPack, path: string): string | undefined {
  const names = pathParts(path).map(({ name }) => squeezed(name));
  while (names.length > 1 && envelopes.has(names[0] as string) && !ownMeaning(pack, names)) names.shift();
  return ownMeaning(pack, names);
}

function ownMeaning(pack: SystemPack, names: readonly string[]): string | undefined {
  for (let from = 0; from < names.length; from += 1) {
    const known = pack.fields.get(names.slice(from).join('.'));
    if (known && (from === 0 || known.isSpecific)) return known.meaning;
  }
  return undefined;
}
