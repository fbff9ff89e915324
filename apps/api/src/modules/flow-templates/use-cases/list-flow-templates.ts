import { Injectable } from '@nestjs/common';
import type { FlowTemplate } from '@penstock/contracts';
import type { FlowDocument } from '@penstock/flow-model';
import { flowTemplates } from '../documents';

type Need = FlowTemplate['needs'][number];

/** The templates that come with Penstock; the same for every organisation. */
@Injectable()
export class ListFlowTemplates {
  execute(): FlowTemplate[] {
    return flowTemplates.map((template) => ({
      ...template,
      adapt: [...template.adapt],
      needs: needsOf(template.document),
    })) as FlowTemplate[];
  }
}

/** Every slot once, in the order a run comes to it. */
function needsOf({ trigger, steps }: FlowDocument): Need[] {
  const needs = new Map<string, Need>();
  const places = [trigger, ...Object.values(steps).filter((step) => step.kind === 'action')];
  for (const { slot, connector } of places) if (slot !== undefined) needs.set(slot, { slot, connector });
  return [...needs.values()];
}
