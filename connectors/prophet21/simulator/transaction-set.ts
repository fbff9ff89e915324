import { PenstockError, type Json } from '@penstock/kernel';

/** The request of the Transaction API as the simulated windows read it. Property names are case-sensitive in P21. */
export interface WindowElement {
  readonly name: string;
  readonly keys: readonly string[];
  readonly rows: readonly ReadonlyMap<string, string>[];
}

export interface RequestedTransaction {
  readonly status: string;
  readonly elements: readonly WindowElement[];
}

export interface RequestedSet {
  readonly service: string;
  readonly ignoreDisabled: boolean;
  readonly transactions: readonly RequestedTransaction[];
}

/** A window said no: HTTP 200 with this text in `Messages`. */
export class WindowRefusal extends PenstockError<'WINDOW_REFUSED'> {
  constructor(message: string) {
    super('WINDOW_REFUSED', message);
  }
}

export type Members = Readonly<Record<string, Json>>;
/** The members of an object; of anything else none. */
export const members = (value: Json | undefined): Members =>
  typeof value === 'object' && value !== null ? (value as unknown as Members) : {};
/** The items of a list; of anything else none. */
export const items = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

export function requestedSet(json: Json): RequestedSet {
  const root = members(json);
  return {
    service: String(root['Name'] ?? ''),
    ignoreDisabled: root['IgnoreDisabled'] === true,
    transactions: items(root['Transactions']).map((transaction) => ({
      status: String(members(transaction)['Status'] ?? ''),
      elements: items(members(transaction)['DataElements']).map(elementOf),
    })),
  };
}

function elementOf(json: Json): WindowElement {
  const element = members(json);
  return {
    name: String(element['Name'] ?? ''),
    keys: items(element['Keys']).map(String),
    rows: items(element['Rows']).map((row) => {
      const edits = items(members(row)['Edits']).map(members);
      return new Map(edits.map((edit) => [String(edit['Name']), String(edit['Value'] ?? '')]));
    }),
  };
}

/**
 * Keys are a GROUP BY: rows equal on them collapse into one and the last value of each field wins, still reported as
 * success. Without keys the element's declared ones count.
 */
export function collapsed(
  element: WindowElement,
  declaredKeys: readonly string[],
): readonly ReadonlyMap<string, string>[] {
  const keys = element.keys.length > 0 ? element.keys : declaredKeys;
  const groups = new Map<string, Map<string, string>>();
  for (const row of element.rows) {
    if (element.keys.some((key) => !row.has(key))) {
      throw new WindowRefusal('General Exception: Sequence contains no matching element');
    }
    const identity = JSON.stringify(keys.map((key) => row.get(key) ?? ''));
    groups.set(identity, new Map([...(groups.get(identity) ?? []), ...row]));
  }
  return [...groups.values()];
}

export interface ResultElement {
  readonly name: string;
  readonly edits: Readonly<Record<string, string>>;
}

export const resultElementToApi = ({ name, edits }: ResultElement): Json => ({
  Name: name,
  Rows: [{ Edits: Object.entries(edits).map(([Name, Value]) => ({ Name, Value })) }],
});
