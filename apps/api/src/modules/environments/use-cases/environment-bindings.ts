import { Inject, Injectable } from '@nestjs/common';
import type { BindSlotRequest, SlotBinding } from '@penstock/contracts';
import { ConnectionRow, FlowBindingRow, FlowDraftRow, UnitOfWork, retargetPoll, type ChangeStore } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import { invariant } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { flowNotFound } from '../../flows/flows.errors';
import { EnvironmentError } from '../environments.errors';
import { bindingsOf, slotsOf, type NeededSlot } from '../flow-bindings';
import { assertMayChangeValues, requireEnvironmentById } from '../require-environment';

const selectPolls = `
  select p.intake_source_id as source from poll_state p
  join subscription s on s.intake_source_id = p.intake_source_id join flow_version v on v.id = s.flow_version_id
  where p.organization_id = $1 and s.active and s.environment_id = $2 and s.flow_id = $3 and v.document->'trigger'->>'slot' = $4`;

/** Which connections a flow's slots are bound to in an environment. */
@Injectable()
export class EnvironmentBindings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  async list(ctx: RequestContext, environmentId: string, flowId: string): Promise<SlotBinding[]> {
    const store = this.unitOfWork.read(ctx);
    await requireEnvironmentById(store, environmentId);
    const draft = await store.repository(FlowDraftRow).findOne({ flowId });
    if (!draft) throw flowNotFound();
    const slots = slotsOf(draft.document).map(({ slot }) => slot);
    return bindingsOf(store, { environmentId, flowId }, slots);
  }

  /** `connectionId: null` gives the slot back to the environment's own binding. */
  async bind(ctx: RequestContext, environmentId: string, { flowId, slot, connectionId }: BindSlotRequest): Promise<SlotBinding> {
    const binding = await this.unitOfWork.run(ctx, async (store) => {
      const environment = await requireEnvironmentById(store, environmentId);
      assertMayChangeValues(ctx, environment);
      const draft = await store.repository(FlowDraftRow).findOne({ flowId });
      if (!draft) throw flowNotFound();
      const needed = slotsOf(draft.document).find((each) => each.slot === slot);
      if (!needed) throw notValid(`The flow has no slot ${slot}.`);
      await writeBinding(store, { environmentId, flowId, needed, connectionId });
      store.record({
        action: 'binding.changed',
        object: { kind: 'flow', id: flowId, name: draft.document.name },
        details: { environment: environment.key, slot, connectionId },
      });
      const [bound] = await bindingsOf(store, { environmentId, flowId }, [slot]);
      invariant(bound, 'one slot was asked for');
      await retarget(store, { environmentId, flowId }, bound);
      return bound;
    });
    await this.host.refreshRoutes();
    return binding;
  }
}

/** What is read of one remote must not be acted on at another: a live poll follows its slot in the same transaction. */
async function retarget(store: ChangeStore, { environmentId, flowId }: { readonly environmentId: string; readonly flowId: string }, { slot, connectionId }: SlotBinding): Promise<void> {
  if (connectionId === null) return;
  for (const { source } of await store.query<{ source: string }>(selectPolls, [environmentId, flowId, slot])) await store.query(retargetPoll, [source, connectionId]);
}

interface NewBinding {
  readonly environmentId: string;
  readonly flowId: string;
  readonly needed: NeededSlot;
  readonly connectionId: string | null;
}

async function writeBinding(store: ChangeStore, { environmentId, flowId, needed, connectionId }: NewBinding): Promise<void> {
  const bindings = store.repository(FlowBindingRow);
  const place = { environmentId, flowId, slot: needed.slot };
  await bindings.delete(place);
  if (connectionId === null) return;
  const connection = await store.repository(ConnectionRow).findOne({ id: connectionId, environmentId });
  if (!connection) throw notValid('The connection does not exist in this environment; another environment’s is never used.');
  if (connection.connector !== needed.connector) throw notValid(`The slot needs a ${needed.connector} connection, and “${connection.name}” is one of ${connection.connector}.`);
  await bindings.insert({ ...place, connectionId });
}

const notValid = (why: string): EnvironmentError =>
  new EnvironmentError('BINDING_NOT_VALID', `${why} Nothing was changed and what runs goes on. Choose a connection of this environment that fits.`);
