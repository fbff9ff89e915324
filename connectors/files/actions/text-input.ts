import { defineAction, type AnyAction } from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import { z } from 'zod';

/** 16 Mi characters: what one step's data may hold. */
const longestText = 16 * 1024 * 1024;

export const fileText = z.string().min(1).max(longestText).meta({ title: 'Content of the file', description: 'As text (UTF-8).', widget: 'textarea' });

/** Texts, numbers and truth values become cells; anything with members does not fit into one. */
export const textRecords = z
  .array(z.record(z.string(), z.unknown()))
  .max(200_000)
  .transform((records, context) => records.map((record) => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, cellText(value, context)]))));

function cellText(value: unknown, context: z.RefinementCtx): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object' || 'toJsonText' in value) return String(value);
  context.addIssue({ code: 'custom', message: 'A list or object does not fit into a cell' });
  return '';
}

export interface Computation<Input, Output> {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  readonly sample: Json;
  /** @throws ConnectorFailure */
  compute(input: Input): Output;
}

/** An action that reaches nothing: the same input gives the same output. */
export const computation = <Input, Output>({ compute, ...definition }: Computation<Input, Output>): AnyAction =>
  defineAction<unknown, Input, Output>({
    ...definition,
    version: 1,
    contract: { class: 'R' },
    run: (_context, input) => new Promise((resolve) => resolve(compute(input))),
  });
