import { parseJson, type Json, type JsonObject } from '@penstock/kernel';
import type { NewEffect } from '../ports/run-store';
import type { AssumedSource } from './assumed-values';

/** Whether the business key holds a value that nobody has answered; `sources` are those of the request. */
export function isKeyAssumed(
  { businessKey, request }: Pick<NewEffect, 'businessKey' | 'request'>,
  sources: readonly AssumedSource[],
): boolean {
  if (sources.length === 0) return false;
  const sent = parseJson(request);
  return sources.some(({ field }) => field !== null && appearsIn(businessKey, valueAt(sent, field)));
}

function valueAt(request: Json, field: string): Json | undefined {
  return field
    .split('.')
    .reduce<Json | undefined>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as JsonObject)[name] : undefined),
      request,
    );
}

const appearsIn = (businessKey: string, value: Json | undefined): boolean =>
  value !== undefined &&
  value !== null &&
  typeof value !== 'object' &&
  String(value) !== '' &&
  businessKey.includes(String(value));
