import type { ApiClient } from '@penstock/api-client';
import type { DeployResult, FlowTemplate } from '@penstock/contracts';
import { slugOf, type FlowDocument } from '@penstock/flow-model';
import { strings } from '../strings';

export interface TemplateAnswers {
  readonly name: string;
  /** Last part of the intake address, where the trigger has one. */
  readonly path: string;
}

/** Two flows with one address could not both be live: a name of its own makes an address of its own. */
export function firstAnswers({ document }: FlowTemplate, takenNames: readonly string[]): TemplateAnswers {
  let name = document.name;
  for (let number = 2; takenNames.includes(name); number += 1) name = `${document.name} ${number}`;
  const isOriginal = name === document.name;
  return { name, path: isOriginal ? (document.trigger.path ?? '') : slugOf(name).slice(0, 60) };
}

export function documentFrom({ document }: FlowTemplate, { name, path }: TemplateAnswers): FlowDocument {
  const trigger = document.trigger.path === undefined ? document.trigger : { ...document.trigger, path };
  return { ...document, name: name.trim(), trigger };
}

/** @returns the new flow's id */
export async function createFrom(api: ApiClient, template: FlowTemplate, answers: TemplateAnswers): Promise<string> {
  const document = documentFrom(template, answers);
  return (await api.flows.create({ name: document.name, document })).id;
}

/** The flow, its first version, and that version live. What was made before a refusal stays, and is found among the flows. */
export async function createAndDeploy(
  api: ApiClient,
  { template, answers, environment }: { template: FlowTemplate; answers: TemplateAnswers; environment: string },
): Promise<DeployResult> {
  const flowId = await createFrom(api, template, answers);
  const { revision } = await api.flows.draft(flowId);
  const { number } = await api.flows.createVersion(flowId, { revision, note: strings.from(template.document.name) });
  return api.deployments.deploy({ flowId, versionNumber: number, environment });
}
