import type { ClientBase } from 'pg';

export type RetainedTable = 'event' | 'step_log' | 'run';
type KindOfEnvironment = 'sandbox' | 'production';
export type RetentionDays = Readonly<Record<RetainedTable, number>>;

/**
 * Production: a year and a month of events and runs, so that last year's month can be compared; inputs and outputs of
 * steps are the bulk and are looked at for days, so a quarter. What money needs for seven years stands in the effect
 * ledger, which is never dropped.
 */
export const defaultRetention: Readonly<Record<KindOfEnvironment, RetentionDays>> = {
  production: { event: 400, run: 400, step_log: 90 },
  sandbox: { event: 30, run: 30, step_log: 30 },
};

export interface RetentionSetting {
  readonly organizationId: string;
  readonly environmentKind: KindOfEnvironment;
  readonly days: RetentionDays;
}

const selectSettings = `
  select o.id as organization_id, k.kind, s.event_days, s.step_days, s.run_days
  from organization o cross join (values ('sandbox'), ('production')) k(kind)
  left join retention_setting s on s.organization_id = o.id and s.environment_kind = k.kind`;

interface SettingRow {
  readonly organization_id: string;
  readonly kind: KindOfEnvironment;
  readonly event_days: number | null;
  readonly step_days: number | null;
  readonly run_days: number | null;
}

/** One per organisation and kind of environment, its own or the default. */
export async function readRetention(client: ClientBase): Promise<readonly RetentionSetting[]> {
  const { rows } = await client.query<SettingRow>(selectSettings);
  return rows.map((row) => {
    const usual = defaultRetention[row.kind];
    const days = { event: row.event_days ?? usual.event, step_log: row.step_days ?? usual.step_log, run: row.run_days ?? usual.run };
    return { organizationId: row.organization_id, environmentKind: row.kind, days };
  });
}

/** A day leaves the database when nobody wants it any more: the longest wish counts. */
export const longestDays = (settings: readonly RetentionSetting[], table: RetainedTable): number =>
  Math.max(defaultRetention.production[table], ...settings.map(({ days }) => days[table]));
