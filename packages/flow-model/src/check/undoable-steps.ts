import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { ActionStep, FlowDocument, StepId } from '../document';
import { stepsWithin } from '../editing/flow-graph';

interface UndoScope {
  /** The try whose body is looked at; undefined: the top of the flow. */
  readonly within: StepId | undefined;
  readonly connectors: readonly ConnectorDescriptor[];
}

/** The actions an undo list may name: those directly in the scope whose connector knows how to undo them. */
export function undoableSteps(document: FlowDocument, { within, connectors }: UndoScope): ActionStep[] {
  return stepsWithin(document, within).flatMap((step) =>
    step.kind === 'action' && isUndoable(step, connectors) ? [step] : [],
  );
}

function isUndoable(step: ActionStep, connectors: readonly ConnectorDescriptor[]): boolean {
  const actions = connectors.find(({ id }) => id === step.connector)?.actions;
  const effect = actions?.find(({ id, version }) => id === step.action && version === step.version)?.effect;
  return effect !== undefined && effect.class !== 'R' && effect.undoneBy !== undefined;
}
