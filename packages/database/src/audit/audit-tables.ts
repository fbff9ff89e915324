/**
 * Has the owner's rights: whoever may call it needs none on the tables themselves, and a request that is bound to an
 * organisation writes into that one's log only.
 */
export const auditAppend = `create or replace function audit_append(
     owner_id uuid, by_kind text, by_id text, by_name text, did text, on_kind text, on_id text, on_name text, more text, request text
   ) returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
   declare
     head audit_head;
     moment timestamptz;
     digest bytea;
   begin
     if nullif(current_setting('penstock.organization', true), '')::uuid <> owner_id then
       raise exception 'An entry for another organisation is refused.' using errcode = 'insufficient_privilege';
     end if;
     insert into audit_head values (owner_id, 0, '') on conflict do nothing;
     select * into strict head from audit_head where organization_id = owner_id for update;
     moment := clock_timestamp();
     head.number := head.number + 1;
     digest := sha256(head.hash || convert_to(
       audit_part(owner_id::text) || audit_part(head.number::text)
       || audit_part(to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
       || audit_part(by_kind) || audit_part(by_id) || audit_part(by_name) || audit_part(did)
       || audit_part(on_kind) || audit_part(on_id) || audit_part(on_name) || audit_part(more) || audit_part(request), 'UTF8'));
     insert into audit_entry values
       (owner_id, head.number, moment, by_kind, by_id, by_name, did, on_kind, on_id, on_name, more, request, head.hash, digest);
     update audit_head set number = head.number, hash = digest where organization_id = owner_id;
     return head.number;
   end $$`;

/**
 * The audit log: one chain per organisation. `hash` is the sha256 of the previous entry's hash and of the entry's own
 * text, in which every field stands with its length, so that no two different entries have the same text.
 * Rows are written by `audit_append` alone: it holds the head of the chain until the transaction ends, so that numbers
 * have no gaps and a change and its entry are committed together or not at all.
 */
const chain = [
  `create table audit_head (organization_id uuid primary key, number bigint not null, hash bytea not null)`,
  `create table audit_entry (
     organization_id uuid not null, number bigint not null, recorded_at timestamptz not null,
     actor_kind text not null check (actor_kind in ('user','api-key','system')), actor_id text not null, actor_name text not null,
     action text not null, object_kind text not null, object_id text not null, object_name text not null,
     details text not null, request_id text not null, previous_hash bytea not null, hash bytea not null,
     primary key (organization_id, number))`,
  `create index audit_entry_time on audit_entry (organization_id, recorded_at)`,
  `create index audit_entry_object on audit_entry (organization_id, object_id, number)`,
  `create function audit_part(part text) returns text language sql immutable as
     $$ select octet_length(convert_to(part, 'UTF8')) || ':' || part || ',' $$`,
  auditAppend,
  `create function audit_is_append_only() returns trigger language plpgsql as $$
   begin
     raise exception 'The audit log only grows: % on % is refused.', tg_op, tg_table_name using errcode = 'insufficient_privilege';
   end $$`,
  `create trigger audit_entry_only_grows before update or delete or truncate on audit_entry
     for each statement execute function audit_is_append_only()`,
  `create trigger audit_head_stays before delete or truncate on audit_head for each statement execute function audit_is_append_only()`,
];

/** Where the engine writes what a person decided, its name is all that is known of them. */
const actorKind = (name: string): string => `case when ${name} like 'key %' then 'api-key' else 'user' end`;

/** Decisions are written by single statements of the engine; their entries are part of those statements. */
const decisions = [
  `create function audit_effect_word() returns trigger language plpgsql as $$
   declare
     settled effect;
     said json := new.word::json;
   begin
     select * into strict settled from effect where id = new.effect_id;
     perform audit_append(settled.organization_id, ${actorKind("said ->> 'by'")}, '', said ->> 'by', 'effect.settled',
       'effect', settled.id::text, settled.connector || '/' || settled.action,
       json_build_object('says', said -> 'says', 'remoteId', said -> 'remoteId', 'reason', new.reason, 'runId', settled.run_id,
         'stepId', settled.step_id, 'amount', settled.amount::text, 'currency', settled.currency)::text, '');
     return null;
   end $$`,
  `create trigger audit_effect_word after insert on effect_word for each row execute function audit_effect_word()`,
  `create function audit_settlement_proposal() returns trigger language plpgsql as $$
   begin
     perform audit_append(new.organization_id, 'user', new.actor_id::text, new.actor_name, 'effect.settlement-proposed',
       'effect', new.effect_id::text, '', json_build_object('outcome', new.outcome, 'reason', new.reason)::text, '');
     return null;
   end $$`,
  `create trigger audit_settlement_proposal after insert or update on settlement_proposal
     for each row execute function audit_settlement_proposal()`,
  `create function audit_decision() returns trigger language plpgsql as $$
   begin
     perform audit_append(new.organization_id, ${actorKind("coalesce(new.actor, '')")}, '', coalesce(new.actor, ''), 'decision.taken',
       'run', new.run_id::text, '', json_build_object('step', new.key, 'result', new.result::json, 'reason', new.reason)::text, '');
     return null;
   end $$`,
  `create trigger audit_decision after insert or update on waitpoint for each row
     when (new.kind = 'decision' and new.state = 'answered') execute function audit_decision()`,
];

export const auditTables = [...chain, ...decisions];
