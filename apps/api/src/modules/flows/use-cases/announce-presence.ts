import { Inject, Injectable } from '@nestjs/common';
import { presenceEndsAfterMs, type FlowPresence, type flowPresenceRequest } from '@penstock/contracts';
import { FlowRow, UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { z } from 'zod';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK } from '../../../platform/tokens';
import { flowNotFound } from '../flows.errors';

type Announcement = z.output<typeof flowPresenceRequest> & { readonly flowId: string };

const forgetSilent = 'delete from flow_presence where organization_id = $1 and seen_at < $2';
/** A tab belongs to who opened it: nobody speaks for another one's. */
const announce = `
  insert into flow_presence as p (organization_id, flow_id, tab_id, actor_id, name, step_id, opened_at, seen_at)
  values ($1, $2, $3, $4, coalesce((select name from app_user where organization_id = $1 and id::text = $4), $5), $6, $7, $7)
  on conflict (organization_id, flow_id, tab_id) do update
     set name = excluded.name, step_id = excluded.step_id, seen_at = excluded.seen_at
   where p.actor_id = excluded.actor_id`;
const leave = 'delete from flow_presence where organization_id = $1 and flow_id = $2 and tab_id = $3 and actor_id = $4';
const selectOthers = `
  select tab_id, actor_id, name, step_id from flow_presence
   where organization_id = $1 and flow_id = $2 and tab_id <> $3 order by opened_at, tab_id`;

interface PresenceRow {
  readonly tab_id: string;
  readonly actor_id: string;
  readonly name: string;
  readonly step_id: string | null;
}

/** Notes that a tab has a flow open, in the database that all API processes share, and tells which others have. */
@Injectable()
export class AnnouncePresence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws FlowError FLOW_NOT_FOUND */
  async execute(ctx: RequestContext, { flowId, tabId, stepId, isOpen }: Announcement): Promise<FlowPresence> {
    const now = this.clock.now();
    const { id: actorId, name } = ctx.actor;
    return this.unitOfWork.run(ctx, async (store) => {
      store.recordNothing();
      if (!(await store.repository(FlowRow).findOne({ id: flowId }))) throw flowNotFound();
      await store.query(forgetSilent, [new Date(now - presenceEndsAfterMs)]);
      if (isOpen) await store.query(announce, [flowId, tabId, actorId, name, stepId, new Date(now)]);
      else await store.query(leave, [flowId, tabId, actorId]);
      const others = await store.query<PresenceRow>(selectOthers, [flowId, tabId]);
      return { tabs: others.map((row) => ({ tabId: row.tab_id, name: row.name, stepId: row.step_id, isYou: row.actor_id === actorId })) };
    });
  }
}
