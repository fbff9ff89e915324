import type { Random } from '@penstock/kernel';

/** What the invented names are made of. None of them is a company that we know of. */
const words = (text: string): readonly string[] => text.split(' ');

const places = words(
  'Abbott Alder Ashford Bayview Beacon Birch Bluestone Bramble Brookside Calder Cedar Chestnut Clearwater Cobalt Copper Cranberry Dorset Eastfield Elmwood Fairmont Falcon Fenwick Foxglove Garnet Glen Granite Harrow Hazel Heron Hickory Holly Ironwood Juniper Kestrel Kingsley Lakeshore Laurel Linden Maple Marlow Meadow Midland Millrace Monarch Northwood Oakridge Orchard Osprey Pelham Pinewood Prairie Quarry Ravenna Redwood Ridgeway Rowan Saltmarsh Sandstone Sherwood Silverlake Sparrow Spruce Sterling Summit Sycamore Thornbury Timber Tamarack Valley Verdant Walnut Waverly Westbrook Willow Windham Wren Yarrow',
);
const trades = [
  'Plumbing',
  'Mechanical',
  'Heating & Cooling',
  'Facilities',
  'Hydronics',
  'Pipe Works',
  'Irrigation',
  'Property Care',
  'Builders',
  'Fire Protection',
  'Water Systems',
  'Foods',
  'Schools',
  'Hotels',
];
const towns = [
  ['Baltimore', 'MD', '21201'],
  ['Frederick', 'MD', '21701'],
  ['Annapolis', 'MD', '21401'],
  ['Hagerstown', 'MD', '21740'],
  ['Reading', 'PA', '19601'],
  ['Lancaster', 'PA', '17602'],
  ['York', 'PA', '17401'],
  ['Allentown', 'PA', '18101'],
  ['Wilmington', 'DE', '19801'],
  ['Dover', 'DE', '19901'],
  ['Norfolk', 'VA', '23510'],
  ['Roanoke', 'VA', '24011'],
  ['Richmond', 'VA', '23219'],
  ['Trenton', 'NJ', '08608'],
] as const;
const streets = words(
  'Mill Canal Foundry Market Dock Harbor Station Summit Church Water Spring Bridge Union Front Depot',
);
const firstNames = words(
  'Nora Devin Grace Sam Ivy Marcus Paula Jules Henk Tessa Amir Lena Oscar Priya Theo Wanda Yusuf Clara',
);
const lastNames = words(
  'Whitlock Amato Oyelaran Petrov Lindqvist Bell Reyes Carver Visser Moreau Haddad Okafor Nilsen Tran Webb',
);

const materials = [
  ['CU', 'Copper'],
  ['BR', 'Brass'],
  ['SS', 'Stainless'],
  ['PV', 'PVC'],
  ['PX', 'PEX'],
  ['GI', 'Galvanised'],
  ['CI', 'Cast iron'],
] as const;
const kinds = [
  ['ELB', 'elbow 90 deg', 'EA', 110],
  ['TEE', 'tee', 'EA', 190],
  ['CPL', 'coupling', 'EA', 85],
  ['UNI', 'union', 'EA', 640],
  ['RED', 'reducer', 'EA', 230],
  ['CAP', 'end cap', 'EA', 95],
  ['VLV', 'ball valve', 'EA', 1480],
  ['CHK', 'check valve', 'EA', 1790],
  ['NIP', 'nipple 3 in', 'EA', 310],
  ['FLG', 'flange', 'EA', 2650],
  ['TUB', 'pipe x 10 ft', 'LN', 1990],
  ['CLP', 'pipe clamp, box of 50', 'BX', 1240],
] as const;
const sizes = ['1/8', '1/4', '3/8', '1/2', '5/8', '3/4', '1', '1-1/4', '1-1/2', '2', '2-1/2', '3', '4', '6'] as const;

export const pick = <Item>(random: Random, list: readonly Item[]): Item =>
  list[Math.floor(random.next() * list.length)] as Item;

/** A whole number from `from` to `to`, both included. */
export const between = (random: Random, from: number, to: number): number =>
  from + Math.floor(random.next() * (to - from + 1));

/** Two words and a trade: enough pairs for five hundred names without a repeat. */
export const companyName = (index: number): string =>
  `${places[index % places.length] ?? ''} ${trades[(index * 5 + Math.floor(index / places.length)) % trades.length] ?? ''}`;

export function addressOf(random: Random) {
  const [city, state, zip] = pick(random, towns);
  return { street: `${between(random, 1, 990)} ${pick(random, streets)} Street`, city, state, zip };
}

export const personName = (random: Random) => ({
  firstName: pick(random, firstNames),
  lastName: pick(random, lastNames),
});

export interface CatalogueItem {
  readonly id: string;
  readonly description: string;
  readonly unit: string;
  readonly priceCents: number;
}

/** Every material, kind and size there is, then again as series B, C, … until there are enough. */
export function catalogueItem(index: number): CatalogueItem {
  const [materialCode, material] = materials[index % materials.length] as (typeof materials)[number];
  const rest = Math.floor(index / materials.length);
  const [kindCode, kind, unit, baseCents] = kinds[rest % kinds.length] as (typeof kinds)[number];
  const sizeIndex = Math.floor(rest / kinds.length) % sizes.length;
  const series = Math.floor(rest / (kinds.length * sizes.length));
  const suffix = series === 0 ? '' : `-${String.fromCharCode(65 + series)}`;
  return {
    id: `${materialCode}-${kindCode}-${String(sizeIndex + 1).padStart(3, '0')}${suffix}`,
    description:
      `${material} ${kind} ${sizes[sizeIndex] ?? ''} in${suffix === '' ? '' : ` series ${suffix.slice(1)}`}`.slice(
        0,
        40,
      ),
    unit,
    priceCents: Math.round(baseCents * (1 + sizeIndex * 0.35) * (1 + (index % 7) * 0.12)),
  };
}
