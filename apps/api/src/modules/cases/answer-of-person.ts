import type { AnyAction } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';

/** No sample has this value, and a real id may well be the one of the sample. */
const MARK = '\u0000the remote id';

/**
 * What a step answers when a person says that its effect happened: the remote id under every name by which the action
 * knows it, and what was sent under names that the action would have answered. Later steps read it like a real answer.
 */
export function answerOfPerson(action: AnyAction | undefined, request: Json, remoteId: string): JsonObject {
  const sample = isRecord(action?.sample) ? action.sample : {};
  const sent = isRecord(request) ? Object.entries(request).filter(([name]) => Object.hasOwn(sample, name)) : [];
  const names = Object.keys(sample).filter((name) => action?.remoteId?.({ ...sample, [name]: MARK }) === MARK);
  return { ...Object.fromEntries(sent), ...Object.fromEntries(names.map((name) => [name, remoteId])), id: remoteId };
}

const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
