import type { FailureView } from '@penstock/contracts';
import { parseJson, type Json } from '@penstock/kernel';
import { z } from 'zod';
import { meaningOf } from './failure-catalogue';

const labelsShape = z.record(z.string(), z.string());
/** What was recorded of a failure; members that this release does not know are dropped. */
const failureShape = z.object({
  code: z.string().default('UNKNOWN'),
  class: z.string().default('unknown'),
  message: z.string().default('No details were recorded.'),
  remedy: z.string().optional(),
  remoteCode: z.string().optional(),
  stepId: z.string().optional(),
  field: z.string().optional(),
});

export const labelsFrom = (text: string): Record<string, string> => labelsShape.catch({}).parse(parseJson(text));

export function failureFrom(text: string | null): FailureView | null {
  if (text === null) return null;
  const { remedy, remoteCode, stepId, field, ...known } = failureShape.catch(failureShape.parse({})).parse(parseJson(text));
  return {
    ...known,
    ...meaningOf(known.code),
    ...(remedy !== undefined && { remedy }),
    ...(remoteCode !== undefined && { remoteCode }),
    ...(stepId !== undefined && { stepId }),
    ...(field !== undefined && { field }),
  };
}

/** Exact: numbers that a JS number would change stay decimals. */
export const exactJsonFrom = (text: string | null): Json | undefined => (text === null ? undefined : parseJson(text));
