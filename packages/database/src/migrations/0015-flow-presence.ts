import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '../tenancy/row-security';

/** Which browser tabs have a flow open in the designer. A table beside what is there. */
export class FlowPresence0015 implements MigrationInterface {
  readonly name = 'FlowPresence1700000000015';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await secureTable((sql) => runner.query(sql), 'flow_presence');
  }

  async down(): Promise<void> {
    // Forward only, as every migration: see 0001.
  }
}

const statements = [
  // Unlogged: written every few seconds per open tab, and worth nothing after a crash.
  `create unlogged table flow_presence (
     organization_id uuid not null references organization,
     flow_id uuid not null references flow on delete cascade,
     tab_id uuid not null, actor_id text not null, name text not null, step_id text,
     opened_at timestamptz not null, seen_at timestamptz not null,
     primary key (organization_id, flow_id, tab_id))`,
];
