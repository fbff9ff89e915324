import type { RunQuery } from '@penstock/contracts';
import { z } from 'zod';

/** Conditions to append to a statement whose `$1` is the organisation. */
export interface RunFilter {
  readonly sql: string;
  readonly values: readonly unknown[];
}

type Wanted = Partial<Pick<RunQuery, 'status' | 'flowId' | 'environment' | 'q'>> & { readonly before: string | null };

const isUuid = (text: string): boolean => z.uuid().safeParse(text).success;
const literalLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Only what is asked for becomes a condition, so that the planner can use the index that fits. */
export function runFilter({ before, status, flowId, environment, q }: Wanted): RunFilter {
  const values: unknown[] = [];
  const conditions: string[] = [];
  const add = (condition: (place: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length + 1}`));
  };
  if (before !== null) add((place) => `r.id < ${place}`, before);
  // A claimed run still reads `queued` in its own row until its attempt writes.
  if (status === 'running') conditions.push(`(r.status = 'running' or (r.status = 'queued' and q.owner is not null))`);
  else if (status === 'queued') conditions.push(`r.status = 'queued' and q.owner is null`);
  else if (status !== undefined) add((place) => `r.status = ${place}`, status);
  if (flowId !== undefined) add((place) => `r.flow_id = ${place}`, flowId);
  if (environment !== undefined) add((place) => `e.key = ${place}`, environment);
  const text = q?.trim() ?? '';
  if (isUuid(text)) add((place) => `(r.id = ${place} or r.event_id = ${place})`, text);
  else if (text !== '') add(matchesText, `%${literalLike(text)}%`);
  return { sql: conditions.map((condition) => ` and ${condition}`).join(''), values };
}

const matchesText = (place: string): string =>
  `(r.labels ilike ${place} or exists (
     select 1 from effect x where x.run_id = r.id and (x.remote_id ilike ${place} or x.business_key ilike ${place})))`;
