import type { SlotBinding } from '@penstock/contracts';
import type { TenantStore } from '@penstock/database';
import { TRIGGER_ID, type FlowDocument } from '@penstock/flow-model';

/** A slot of a flow and what its connector is. */
export interface NeededSlot {
  readonly slot: string;
  readonly connector: string;
  readonly stepId: string;
}

/** The slots that running a document needs, each once. */
export function slotsOf({ trigger, steps }: FlowDocument): readonly NeededSlot[] {
  const found = new Map<string, NeededSlot>();
  const note = (slot: string | undefined, connector: string, stepId: string): void => {
    if (slot !== undefined && !found.has(slot)) found.set(slot, { slot, connector, stepId });
  };
  note(trigger.slot, trigger.connector, TRIGGER_ID);
  for (const step of Object.values(steps)) if (step.kind === 'action' && !step.disabled) note(step.slot, step.connector, step.id);
  return [...found.values()].sort((a, b) => (a.slot < b.slot ? -1 : 1));
}

const selectBindings = `
  select distinct on (b.slot) b.slot, b.source, c.id, c.name, c.connector, c.fingerprint
  from (
    select slot, connection_id, 'flow' as source, 1 as place from flow_binding where organization_id = $1 and environment_id = $2 and flow_id = $3
    union all
    select slot, connection_id, 'environment', 2 from slot_binding where organization_id = $1 and environment_id = $2
  ) b join connection c on c.id = b.connection_id and c.environment_id = $2
  order by b.slot, b.place`;

interface BoundRow {
  readonly slot: string;
  readonly source: 'flow' | 'environment';
  readonly id: string;
  readonly name: string;
  readonly connector: string;
  readonly fingerprint: string;
}

/** What fills the slots of a flow in an environment, as its runs find it: the flow's own binding, else the slot's here. */
export async function bindingsOf(store: TenantStore, place: { readonly environmentId: string; readonly flowId: string }, slots: readonly string[]): Promise<SlotBinding[]> {
  const rows = await store.query<BoundRow>(selectBindings, [place.environmentId, place.flowId]);
  return slots.map((slot) => {
    const row = rows.find((each) => each.slot === slot);
    return {
      flowId: place.flowId,
      slot,
      connectionId: row?.id ?? null,
      connectionName: row?.name ?? null,
      connector: row?.connector ?? null,
      fingerprint: row?.fingerprint ?? null,
      source: row?.source ?? 'none',
    };
  });
}
