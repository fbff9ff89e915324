import type { ConditionLine } from '@penstock/contracts';
import type { Json } from '@penstock/kernel';
import { z } from 'zod';
import { exactConditionLine } from './exact-condition-line';

const recordedWhy = z.object({ why: z.array(exactConditionLine) });
const conditions: ReadonlySet<string> = new Set(['if', 'filter', 'switch']);

/** What a condition compared, as the engine recorded it; undefined for other steps and for runs of older releases. */
export function whyOfStep(kind: string | undefined, input: Json | undefined): ConditionLine[] | undefined {
  if (kind === undefined || !conditions.has(kind)) return undefined;
  return recordedWhy.safeParse(input).data?.why as ConditionLine[] | undefined;
}
