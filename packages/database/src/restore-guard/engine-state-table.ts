/**
 * What this database knows of its own past: one row. `counter` only grows; a database whose counter is lower than one
 * an engine has seen was rewound. `gap_from`–`gap_to` is the time whose effects the ledger may have forgotten.
 * Made by a migration and, for a backup older than that, by the restore itself: hence `if not exists`.
 */
export const engineStateTable = [
  `create table if not exists engine_state (
     id int primary key default 1 check (id = 1),
     counter bigint not null default 0, last_alive timestamptz not null default now(),
     system_identifier text, timeline int,
     restored_at timestamptz, restored_how text, gap_from timestamptz, gap_to timestamptz,
     resolved_at timestamptz, resolved_by text, resolved_reason text)`,
  `insert into engine_state (id) values (1) on conflict do nothing`,
];

/**
 * Marks the database as rewound: `$1` how, `$2` the last moment it is sure of, `$3`, `$4` the server it lives on. A gap that
 * nobody has resolved yet is widened. The counter leaps beyond whatever a process has seen that looks later: it must not
 * take the marked database for a rewound one a second time.
 */
export const markRestored = `
  update engine_state set
    gap_from = least($2::timestamptz, case when restored_at is not null and resolved_at is null then gap_from end),
    gap_to = greatest(now(), gap_to), restored_at = now(), restored_how = $1,
    resolved_at = null, resolved_by = null, resolved_reason = null, counter = counter + 1000000000,
    system_identifier = $3, timeline = $4
  where id = 1`;
