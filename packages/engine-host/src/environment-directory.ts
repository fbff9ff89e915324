import { readableValues, selectEnvironmentValues, type EnvironmentValuesRow } from '@penstock/database';
import type { EnvironmentValues, EnvironmentValuesSource } from '@penstock/engine';
import type { EnvironmentId } from '@penstock/kernel';
import type { Pool } from 'pg';

/** A change tells every process to forget; a message that is lost is made up for after this long. */
const KEPT_MS = 10_000;

type EnvironmentPlace = Parameters<EnvironmentValuesSource['of']>[0];

interface Kept {
  readonly values: Promise<EnvironmentValues>;
  /** By the monotonic clock. */
  readonly until: number;
}

/** Variables and value tables by environment, loaded once and kept until they change. */
export class EnvironmentDirectory implements EnvironmentValuesSource {
  private readonly kept = new Map<EnvironmentId, Kept>();

  constructor(
    private readonly pool: Pick<Pool, 'query'>,
    private readonly monotonic: () => number,
  ) {}

  of({ organizationId, environmentId }: EnvironmentPlace): Promise<EnvironmentValues> {
    const known = this.kept.get(environmentId);
    if (known && known.until > this.monotonic()) return known.values;
    const values = this.load([organizationId, environmentId]);
    this.kept.set(environmentId, { values, until: this.monotonic() + KEPT_MS });
    values.catch(() => this.kept.delete(environmentId));
    return values;
  }

  forget(): void {
    this.kept.clear();
  }

  private async load(values: readonly string[]): Promise<EnvironmentValues> {
    const { rows } = await this.pool.query<EnvironmentValuesRow>({ ...selectEnvironmentValues, values: [...values] });
    return readableValues(rows[0] ?? { variables: [], tables: [] });
  }
}
