import type { FlowGroup, FlowNote } from '../annotations';
import type { FlowDocument, FlowEdge, FlowSettings, FlowStep, FlowTrigger, StepId } from '../document';
import type { FlowTests } from '../flow-test';
import type { FlowChange } from '../editing/flow-change';

/** Every way to change a flow document, as data. Applied by `applyCommand`, which also gives the inverse. */
export type FlowCommand =
  | { readonly kind: 'add-step'; readonly step: FlowStep }
  /** Steps go with the lines that touch them. */
  | { readonly kind: 'remove'; readonly stepIds: readonly StepId[]; readonly edgeIds: readonly string[] }
  /** New places by step id; the trigger under `trigger`. */
  | { readonly kind: 'move'; readonly positions: Readonly<Record<StepId, { readonly x: number; readonly y: number }>> }
  | { readonly kind: 'connect'; readonly edge: FlowEdge }
  /** Replaces a step by one with the same id; what another kind of step cannot have is cut off. */
  | { readonly kind: 'update-step'; readonly step: FlowStep }
  /** Puts steps, and what stands in them, into a container or (undefined) to the top; lines over the border are cut. */
  | { readonly kind: 'move-into'; readonly stepIds: readonly StepId[]; readonly parent: StepId | undefined }
  | { readonly kind: 'update-trigger'; readonly trigger: FlowTrigger }
  | { readonly kind: 'update-settings'; readonly settings: FlowSettings }
  | { readonly kind: 'update-tests'; readonly tests: FlowTests }
  | { readonly kind: 'rename-flow'; readonly name: string; readonly description?: string | undefined }
  /** Adds the note, or replaces the one with its id. */
  | { readonly kind: 'put-note'; readonly note: FlowNote }
  | { readonly kind: 'remove-notes'; readonly noteIds: readonly string[] }
  /** Adds the group, or replaces the one with its id. Its steps leave the groups they were in: a step is in one at most. */
  | { readonly kind: 'put-group'; readonly group: FlowGroup }
  /** The steps stay. */
  | { readonly kind: 'remove-groups'; readonly groupIds: readonly string[] }
  | { readonly kind: 'batch'; readonly label: string; readonly commands: readonly FlowCommand[] }
  /** What an inverse is made of. */
  | { readonly kind: 'apply-change'; readonly change: FlowChange; readonly label: string };

export type CommandOf<Kind extends FlowCommand['kind']> = Extract<FlowCommand, { kind: Kind }>;
export type CommandHandler<Kind extends FlowCommand['kind']> = (
  flow: FlowDocument,
  command: CommandOf<Kind>,
) => FlowDocument;
