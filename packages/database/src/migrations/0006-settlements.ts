import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people and look-ups said about effects in doubt. Tables beside what is there: processes of the former release go on, without the rule of two persons (ADR 12). */
export class Settlements0006 implements MigrationInterface {
  readonly name = 'Settlements1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  // The first person's word where two are needed; the row stays as the record of who proposed.
  `create table settlement_proposal (
     effect_id uuid not null, outcome text not null check (outcome in ('did-not-happen-send','did-not-happen-stop')),
     organization_id uuid not null, actor_id uuid not null, actor_name text not null, reason text not null,
     proposed_at timestamptz not null default now(), primary key (effect_id, outcome))`,
  // One row per question to the remote side; numbered like effect.probes.
  `create table effect_look_up (
     effect_id uuid not null, number int not null, run_id uuid not null,
     verdict text not null check (verdict in ('found','refused','absent','unsure','duplicate')),
     words text not null, looked_at timestamptz not null default now(), primary key (effect_id, number))`,
];
