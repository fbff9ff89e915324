import { Inject, Injectable } from '@nestjs/common';
import type { PreflightCheck, PromotionPackage, PromotionShadow } from '@penstock/contracts';
import type { FlowVersionRow, TenantStore } from '@penstock/database';
import type { FlowDocument } from '@penstock/flow-model';
import type { Clock } from '@penstock/kernel';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { CLOCK, CONNECTOR_SHELF } from '../../platform/tokens';
import { DeploymentChecks } from '../deployments/deployment-checks';
import { bindingsOf, slotsOf } from '../environments/flow-bindings';
import { differencesView } from '../flows/use-cases/diff-versions';
import type { Candidate } from './candidate';
import { checkConnectors, checkSchemas } from './preflight/check-connectors';
import { checkBindings, checkOpenCases, checkProblems, checkSource, checkWindow } from './preflight/check-surroundings';
import { checkValues } from './preflight/check-values';
import { judgeShadow } from './preflight/judge-shadow';

/** What was found by trying the version; takes its time, and so is done before and kept. */
export interface Trials {
  readonly shadow: PromotionShadow | null;
  readonly tests: PreflightCheck;
}

/** Puts together what an approver decides about; reads, and changes nothing. */
@Injectable()
export class PackageBuilder {
  constructor(
    private readonly deployments: DeploymentChecks,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async build(store: TenantStore, candidate: Candidate, { shadow, tests }: Trials): Promise<PromotionPackage> {
    const { kind, flow, version, target, base } = candidate;
    const slots = slotsOf(version.document);
    const bindings = await bindingsOf(store, { environmentId: target.id, flowId: flow.id }, slots.map(({ slot }) => slot));
    const values = await checkValues(store, candidate);
    const descriptors = this.shelf.descriptorsFor(store.organizationId);
    return {
      schemaVersion: 1,
      kind,
      flow: { id: flow.id, name: version.document.name },
      version: versionFacts(version),
      target: { key: target.key, name: target.name },
      base: base && versionFacts(base),
      ...differencesView(base?.document ?? withoutSteps(version.document), version.document),
      bindings,
      referenceData: [...values.tables],
      checks: [
        await checkSource(store, candidate),
        checkProblems(await this.deployments.problemsIn(store, target, version), target),
        checkBindings(slots, bindings, target),
        ...values.checks,
        checkConnectors(version.document, descriptors),
        checkSchemas(version, descriptors),
        await checkOpenCases(store, candidate),
        tests,
        judgeShadow(shadow, kind === 'rollback' ? { ...target.shadowRules, isRequired: false } : target.shadowRules),
        checkWindow(candidate, this.clock.now()),
      ],
      shadow,
    };
  }
}

const versionFacts = ({ number, hash, note, createdAt, createdBy }: FlowVersionRow): PromotionPackage['version'] => ({ number, hash, note, createdAt: createdAt.toISOString(), createdBy });

/** What a first version is compared with: the same trigger and nothing behind it. */
const withoutSteps = (document: FlowDocument): FlowDocument => ({ ...document, steps: {}, edges: [] });
