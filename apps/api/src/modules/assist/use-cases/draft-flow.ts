import { Inject, Injectable } from '@nestjs/common';
import { findCardData } from '@penstock/card-data-guard';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { DraftedFlow, DraftFlowRequest } from '@penstock/contracts';
import { flowFromPlan, flowPlan, stepCatalogue } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import type { ConnectorShelf } from '../../../platform/connector-shelf';
import { CONNECTOR_SHELF } from '../../../platform/tokens';
import { AssistModel } from '../assist-model';
import { answerUnusable, draftDiscarded } from '../assist.errors';
import { closedSchema } from '../closed-schema';
import { hostOf } from '../provider-rows';

const instructions = `Plan one integration flow for what the person wants, out of the triggers and actions of the catalogue and nothing else.
Answer with {"trigger":{"name":…,"connector":…,"trigger":…,"settings":{}},"steps":[…],"edges":[{"from":"trigger","port":"default","to":"a"}]}.
Each step has "id" (one lower-case word), "name" (for people), "kind", and "parent" (id of the for-each or try it stands in) where it stands inside one. By kind:
action: "connector","action","input":[{"target":field,"formula":…}]; map: "fields":[{"target":…,"formula":…}]; if and filter: "when"; switch: "cases":[{"id","name","when"}]; for-each: "items" (path of a list); try; wait: "seconds"; decision: "question","choices":[{"id","label"}]; respond: "body":[{"target":…,"formula":…}]; stop: "message".
Ports: default; if has yes and no; switch its case ids and default; for-each has each (into its body) and default; try has body, default and error; decision its choice ids and timeout; action has default and error. No circles.
Formulas name values as trigger.field, steps.id.field or loop.id.item.field, "text" in double quotes, numbers, and == != < > && || ! ROUND COALESCE CONCAT UPPER. "when" gives true or false. Leave a field out when nothing fits. Name only fields of the catalogue.`;

const mostTold = 4;

/** A flow out of a sentence: a plan of the model, made into a document by us. It is shown; only a person applies it. */
@Injectable()
export class DraftFlow {
  constructor(
    private readonly model: AssistModel,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
  ) {}

  /** @throws AssistError AI_DRAFT_DISCARDED for a plan that the checker refuses, and what `AssistModel.ask` throws. */
  async execute(ctx: RequestContext, { wanted, name }: DraftFlowRequest): Promise<DraftedFlow> {
    const provider = await this.model.requireProvider(ctx);
    const connectors = this.shelf.descriptorsFor(ctx.organizationId);
    const material: Json = { wanted, catalogue: stepCatalogue(connectors, provider.sendDescriptions) };
    const answer = await this.model.ask(ctx, provider, { purpose: 'flow', instructions, material });
    const plan = flowPlan.safeParse(answer);
    if (!plan.success) throw answerUnusable('The model did not answer with a flow of known steps', plan.error);
    if (findCardData(answer).length > 0) throw draftDiscarded('flow', 'It holds card data.');
    const made = flowFromPlan(name, plan.data, connectors.map(closedOutputs));
    if (!made.ok) throw draftDiscarded('flow', made.error.slice(0, mostTold).join(' '));
    const { document, problems } = made.value;
    return { document, problems: problems.map((each) => ({ ...each })), provider: hostOf(provider) };
  }
}

/** What a model may read: fields that are described, no others. */
const closedOutputs = (connector: ConnectorDescriptor): ConnectorDescriptor => ({
  ...connector,
  actions: connector.actions.map((action) => ({ ...action, outputSchema: closedSchema(action.outputSchema) })),
  triggers: connector.triggers.map((trigger) => ({ ...trigger, eventSchema: closedSchema(trigger.eventSchema) })),
});
