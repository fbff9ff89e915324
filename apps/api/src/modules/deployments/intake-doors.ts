import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { IntakeSourceRow, SubscriptionRow, type ChangeStore } from '@penstock/database';
import { INTAKE_SECRET } from '@penstock/engine-host';
import type { FlowDocument, FlowTrigger } from '@penstock/flow-model';
import { canonicalJson, type Clock, type Ids, type JsonObject } from '@penstock/kernel';
import type { Vault } from '@penstock/vault';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { CLOCK, CONNECTOR_SHELF, IDS, VAULT } from '../../platform/tokens';
import { DeploymentError } from './deployments.errors';
import type { LiveDeployment } from './live-deployment';

const countForeignSubscribers = `
  select count(*)::int as count from subscription
  where organization_id = $1 and intake_source_id = $2 and active and flow_id <> $3`;

/** Opens and re-uses the addresses at which events come in. Every method works inside the deploying transaction. */
@Injectable()
export class IntakeDoors {
  constructor(
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** @throws DeploymentError INTAKE_PATH_TAKEN when other flows receive another kind of event at this address. */
  async open(store: ChangeStore, { environment, version }: LiveDeployment): Promise<IntakeSourceRow> {
    const { trigger } = version.document;
    const sources = store.repository(IntakeSourceRow);
    const kind = { connector: trigger.connector, trigger: trigger.trigger, triggerVersion: trigger.version };
    // What brings its events in by itself has no address, and so shares none, whatever the document still says.
    const isAddressed = (this.shelf.trigger(trigger)?.channels ?? []).length > 0;
    const path = (isAddressed ? trigger.path : undefined) ?? `without-address.${version.flowId}`;
    const existing = await sources.findOneForUpdate({ environmentId: environment.id, path });
    if (!existing) {
      return sources.insert({
        id: this.ids.next(),
        environmentId: environment.id,
        path,
        ...kind,
        settings: settingsOf(trigger),
        createdAt: new Date(this.clock.now()),
      });
    }
    // Flows that share an address share its channels: one may not change what the others hear.
    const isSame = canonicalJson(hearing(existing)) === canonicalJson(hearing({ ...kind, settings: settingsOf(trigger) }));
    if (!isSame) await this.assertFree(store, existing, version.flowId);
    const changed = { ...kind, settings: settingsOf(trigger) };
    await sources.update({ id: existing.id }, changed);
    return { ...existing, ...changed };
  }

  /** From this transaction's commit on, events of the source start the new version and no other of the flow. */
  async subscribe(store: ChangeStore, sourceId: string, live: LiveDeployment): Promise<void> {
    const { environment, version, deploymentId } = live;
    const subscriptions = store.repository(SubscriptionRow);
    await subscriptions.update({ environmentId: environment.id, flowId: version.flowId }, { active: false });
    await subscriptions.insert({
      intakeSourceId: sourceId,
      deploymentId,
      environmentId: environment.id,
      flowId: version.flowId,
      flowVersionId: version.id,
      active: true,
      ...laneOf(version.document),
    });
  }

  /**
   * @returns the new secret, or undefined when nothing is signed here, a secret was there already, or its sender dictates it.
   * @throws DeploymentError SENDER_SECRET_NOT_TAKEN where secrets are made here.
   */
  async ensureSecret(store: ChangeStore, source: IntakeSourceRow, chosen: ChosenSecrets): Promise<string | undefined> {
    const { connector, trigger, triggerVersion: version } = source;
    const schemes = (this.shelf.trigger({ connector, trigger, version })?.channels ?? []).map(({ scheme }) => scheme);
    const owner = { organizationId: store.organizationId, kind: 'intake', id: source.id } as const;
    const keep = (value: string) => this.vault.set(owner, { name: INTAKE_SECRET, value }, store.statements);
    if (chosen.senderSecret !== undefined) {
      if (!schemes.includes('hmac-sha256')) throw secretNotTaken();
      await keep(chosen.senderSecret);
      return undefined;
    }
    if (schemes.every((scheme) => scheme === 'unsigned-claim')) return undefined;
    const known = await this.vault.describe(owner, store.statements);
    if (known.some(({ name }) => name === INTAKE_SECRET)) return undefined;
    const value = chosen.intakeSecret ?? `whsec_${randomBytes(32).toString('base64')}`;
    await keep(value);
    return value;
  }

  private async assertFree(store: ChangeStore, source: IntakeSourceRow, flowId: string): Promise<void> {
    const [others] = await store.query<{ count: number }>(countForeignSubscribers, [source.id, flowId]);
    if ((others?.count ?? 0) === 0) return;
    throw new DeploymentError(
      'INTAKE_PATH_TAKEN',
      `Another flow already receives ${source.connector} events at ${source.path}. Nothing was deployed and what runs goes on. ` +
        'Give this trigger another address.',
    );
  }
}

export interface ChosenSecrets {
  readonly senderSecret?: string | undefined;
  readonly intakeSecret?: string | undefined;
}

const secretNotTaken = (): DeploymentError =>
  new DeploymentError(
    'SENDER_SECRET_NOT_TAKEN',
    'The sender of this trigger signs with a secret that Penstock makes. Nothing was deployed and what runs goes on. Deploy without a secret of your own.',
  );

const hearing = ({ connector, trigger, triggerVersion, settings }: Hearing): JsonObject => ({ connector, trigger, triggerVersion, settings });
type Hearing = Pick<IntakeSourceRow, 'connector' | 'trigger' | 'triggerVersion' | 'settings'>;

function laneOf({ settings }: FlowDocument): Pick<SubscriptionRow, 'laneName' | 'lanePath' | 'laneSkips'> {
  const lane = settings?.lane;
  return { laneName: lane?.name ?? null, lanePath: lane?.path ?? null, laneSkips: lane?.onFailure === 'skip' };
}

const settingsOf = (trigger: FlowTrigger): JsonObject => trigger.settings as unknown as JsonObject;
