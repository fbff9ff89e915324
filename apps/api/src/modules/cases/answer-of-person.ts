import type { ActionDescriptor, AnyAction } from '@penstock/connector-sdk';
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

export interface AnswerField {
  name: string;
  title: string;
}

/** Texts of the answer that neither the request nor the remote id tell. */
export function answerFields(
  action: AnyAction | undefined,
  descriptor: ActionDescriptor | undefined,
  request: Json,
): AnswerField[] {
  if (!isRecord(action?.sample)) return [];
  const known = answerOfPerson(action, request, MARK);
  const titles = (descriptor?.outputSchema.properties ?? {}) as Readonly<Record<string, { readonly title?: string }>>;
  return Object.entries(action.sample)
    .filter(([name, value]) => typeof value === 'string' && !Object.hasOwn(known, name))
    .map(([name]) => ({ name, title: titles[name]?.title ?? name }));
}

export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
