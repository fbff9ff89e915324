import { assertNever, invariant } from '@penstock/kernel';
import type { FlowDocument } from '../document';
import { canConnect } from '../editing/can-connect';
import { applyChange, changeBetween, reverseChange, type FlowChange } from '../editing/flow-change';
import { moveLabel } from '../editing/move-into';
import { putGroup, putNote, removeGroups, removeNotes } from './edit-annotations';
import { addStep, moveIntoContainer, moveSteps, removeFromFlow, updateStep } from './edit-steps';
import type { CommandHandler, FlowCommand } from './flow-command';

export interface AppliedCommand {
  readonly flow: FlowDocument;
  readonly change: FlowChange;
  /** Applied to `flow`, gives back the document as it was before. */
  readonly inverse: FlowCommand;
}

/**
 * Makes the edited document; the given one is left as it is.
 * @throws InvariantViolation for an edit that its rule (`canConnect`, a free id) refuses: ask the rule first.
 */
export function applyCommand(flow: FlowDocument, command: FlowCommand): AppliedCommand {
  const edited = execute(flow, command);
  const change = changeBetween(flow, edited);
  return {
    flow: edited,
    change,
    inverse: { kind: 'apply-change', change: reverseChange(change), label: labelOf(flow, command) },
  };
}

/** What the command does, for an undo button: "move 3 steps". */
export function labelOf(flow: FlowDocument, command: FlowCommand): string {
  switch (command.kind) {
    case 'add-step':
      return `add ${command.step.name}`;
    case 'remove':
      return removalLabel(flow, command.stepIds, command.edgeIds.length);
    case 'move':
      return countLabel('move', Object.keys(command.positions).length, 'step');
    case 'connect':
      return 'connect steps';
    case 'update-step':
      return `change ${command.step.name}`;
    case 'move-into':
      return moveLabel(flow, command.stepIds);
    case 'update-trigger':
      return 'change the trigger';
    case 'update-settings':
      return 'change the flow settings';
    case 'update-tests':
      return 'change the tests';
    case 'rename-flow':
      return 'rename the flow';
    case 'put-note':
      return flow.notes?.some(({ id }) => id === command.note.id) ? 'change a note' : 'add a note';
    case 'put-group':
      return flow.groups?.some(({ id }) => id === command.group.id) ? `change ${command.group.name}` : `group as ${command.group.name}`;
    case 'remove-notes':
      return countLabel('delete', command.noteIds.length, 'note');
    case 'remove-groups':
      return countLabel('ungroup', command.groupIds.length, 'group');
    case 'batch':
    case 'apply-change':
      return command.label;
    default:
      return assertNever(command);
  }
}

function execute(flow: FlowDocument, command: FlowCommand): FlowDocument {
  switch (command.kind) {
    case 'add-step':
      return addStep(flow, command);
    case 'remove':
      return removeFromFlow(flow, command);
    case 'move':
      return moveSteps(flow, command);
    case 'connect':
      return connectSteps(flow, command);
    case 'update-step':
      return updateStep(flow, command);
    case 'move-into':
      return moveIntoContainer(flow, command);
    case 'update-trigger':
      return { ...flow, trigger: command.trigger };
    case 'update-settings':
      return { ...flow, settings: command.settings };
    case 'update-tests':
      return { ...flow, tests: command.tests };
    case 'rename-flow':
      return renameFlow(flow, command);
    case 'put-note':
      return putNote(flow, command);
    case 'remove-notes':
      return removeNotes(flow, command);
    case 'put-group':
      return putGroup(flow, command);
    case 'remove-groups':
      return removeGroups(flow, command);
    case 'batch':
      return command.commands.reduce(execute, flow);
    case 'apply-change':
      return applyChange(flow, command.change);
    default:
      return assertNever(command);
  }
}

const connectSteps: CommandHandler<'connect'> = (flow, { edge }) => {
  const verdict = canConnect(flow, edge);
  invariant(verdict.allowed, verdict.allowed ? '' : verdict.reason);
  invariant(!flow.edges.some((other) => other.id === edge.id), `the new edge id ${edge.id} is free`);
  return { ...flow, edges: [...flow.edges, edge] };
};

const renameFlow: CommandHandler<'rename-flow'> = ({ description: _old, ...flow }, { name, description }) => ({
  ...flow,
  name,
  ...(description !== undefined && { description }),
});

function removalLabel(flow: FlowDocument, stepIds: readonly string[], edgeCount: number): string {
  const [only] = stepIds;
  if (stepIds.length === 1 && only !== undefined) return `delete ${flow.steps[only]?.name ?? 'step'}`;
  return stepIds.length > 0 ? countLabel('delete', stepIds.length, 'step') : countLabel('delete', edgeCount, 'line');
}

const countLabel = (verb: string, count: number, noun: string): string =>
  `${verb} ${count} ${noun}${count === 1 ? '' : 's'}`;
