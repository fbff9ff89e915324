import type { MigrationInterface, QueryRunner } from 'typeorm';
import { REQUEST_ROLE, secureTable } from '../tenancy/row-security';

/**
 * Promotions: what was asked, by whom, who decided and what went live. What a decision is about never changes after it
 * was asked for, and nobody decides about their own work: enforced here, not by code alone.
 */
export class Promotions0019 implements MigrationInterface {
  readonly name = 'Promotions1700000000019';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await secureTable((sql) => runner.query(sql), 'promotion');
    await runner.query(`revoke delete on promotion from ${REQUEST_ROLE}`);
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  `alter table secret drop constraint secret_owner_kind_check`,
  `alter table secret add constraint secret_owner_kind_check
     check (owner_kind in ('connection','intake','user','sign-in','organization')) not valid`,
  // `involved`: who wrote or asked; `decided_as`: who decided. Both with the persons behind API keys.
  `create table promotion (
     id uuid primary key, organization_id uuid not null references organization, environment_id uuid not null references environment,
     flow_id uuid not null references flow, flow_version_id uuid not null references flow_version, base_version_id uuid references flow_version,
     kind text not null check (kind in ('promotion','rollback')),
     status text not null check (status in ('requested','approved','rejected','withdrawn','deployed')),
     involved text[] not null, requested_by text not null, requested_at timestamptz not null, note text not null,
     package text not null, package_hash text not null, signature text not null, public_key text not null,
     decided_by text, decided_as text[] not null default '{}', decided_at timestamptz, decision_reason text,
     deployment_id uuid references deployment, deployed_at timestamptz,
     constraint promotion_decided check ((status = 'requested') = (decided_by is null) and (decided_by is null) = (decision_reason is null)),
     constraint promotion_four_eyes check (kind = 'rollback' or status in ('requested','withdrawn') or not (decided_as && involved)),
     constraint promotion_named check (status in ('requested') or decided_by = any(decided_as)),
     constraint promotion_deployed check ((status = 'deployed') = (deployment_id is not null)))`,
  `create unique index promotion_open on promotion (environment_id, flow_id) where status in ('requested','approved')`,
  `create index promotion_list on promotion (organization_id, id)`,
  `create function promotion_stays() returns trigger language plpgsql as $$
   begin
     if (new.id, new.organization_id, new.environment_id, new.flow_id, new.flow_version_id, new.base_version_id, new.kind, new.involved,
         new.requested_by, new.requested_at, new.note, new.package, new.package_hash, new.signature, new.public_key)
        is distinct from
        (old.id, old.organization_id, old.environment_id, old.flow_id, old.flow_version_id, old.base_version_id, old.kind, old.involved,
         old.requested_by, old.requested_at, old.note, old.package, old.package_hash, old.signature, old.public_key)
        or old.status in ('rejected','withdrawn','deployed') then
       raise exception 'What a promotion was asked for, and what was decided, does not change.' using errcode = 'insufficient_privilege';
     end if;
     return new;
   end $$`,
  `create trigger promotion_stays before update on promotion for each row execute function promotion_stays()`,
];
