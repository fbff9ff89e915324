import type { ActionDescriptor, ConnectorDescriptor } from '@penstock/connector-sdk';
import { freshStepId, type FlowDocument, type FlowStep } from '@penstock/flow-model';
import { emptyMapping } from '@penstock/mapping';
import { movesMoney } from '../../../shared/lib/connector-catalog';

/** Something that can be put on the canvas. */
export interface PaletteEntry {
  /** Stable, for drag and drop: `logic:map`, `action:paytrace/sale@1`. */
  readonly key: string;
  readonly title: string;
  readonly summary: string;
  readonly group: string;
  readonly kind: FlowStep['kind'];
  readonly mark?: string;
  readonly movesMoney: boolean;
  make(flow: FlowDocument): FlowStep;
}

const categoryTitles: Readonly<Record<ConnectorDescriptor['category'], string>> = {
  payments: 'Payments',
  erp: 'ERP',
  logic: 'Logic',
  messaging: 'Messaging',
  general: 'General',
};
const groupOrder = ['Logic', 'Payments', 'ERP', 'Messaging', 'General'];
const origin = { x: 0, y: 0 };

export function paletteEntries(connectors: readonly ConnectorDescriptor[]): PaletteEntry[] {
  const actions = connectors.flatMap((connector) =>
    newestActions(connector).map((action) => actionEntry(connector, action)),
  );
  return [...logicEntries, ...actions].sort((a, b) => groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group));
}

export function matchingEntries(entries: readonly PaletteEntry[], search: string): PaletteEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const text = `${entry.title} ${entry.summary} ${entry.group} ${entry.key}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const logicEntries: readonly PaletteEntry[] = [
  {
    key: 'logic:map',
    title: 'Map fields',
    summary: 'Makes a new value from earlier ones',
    group: 'Logic',
    kind: 'map',
    movesMoney: false,
    make: (flow) => ({ ...named(flow, 'Map fields'), kind: 'map', mapping: emptyMapping }),
  },
  {
    key: 'logic:if',
    title: 'Condition',
    summary: 'Sends the run along yes or no',
    group: 'Logic',
    kind: 'if',
    movesMoney: false,
    make: (flow) => ({ ...named(flow, 'Condition'), kind: 'if', condition: { all: [] } }),
  },
  {
    key: 'logic:stop',
    title: 'Stop as failed',
    summary: 'Ends the run for a person to look at',
    group: 'Logic',
    kind: 'stop',
    movesMoney: false,
    make: (flow) => ({ ...named(flow, 'Stop'), kind: 'stop', message: 'This run was stopped by the flow.' }),
  },
];

function actionEntry(connector: ConnectorDescriptor, action: ActionDescriptor): PaletteEntry {
  return {
    key: `action:${connector.id}/${action.id}@${action.version}`,
    title: action.title,
    summary: action.summary,
    group: categoryTitles[connector.category],
    kind: 'action',
    mark: connector.mark,
    movesMoney: movesMoney(action),
    make: (flow) => ({
      ...named(flow, action.title),
      kind: 'action',
      connector: connector.id,
      action: action.id,
      version: action.version,
      ...(connector.connection && { slot: connector.id }),
      input: emptyMapping,
    }),
  };
}

/** Older versions of an action stay valid in flows that use them, and are not offered for new steps. */
function newestActions({ actions }: ConnectorDescriptor): ActionDescriptor[] {
  return actions.filter((action) => !actions.some(({ id, version }) => id === action.id && version > action.version));
}

function named(flow: FlowDocument, title: string) {
  return { id: freshStepId(flow, title), name: title, disabled: false, position: origin };
}

/** Data type of a palette entry's key while it is dragged. */
export const dragType = 'application/x-penstock-palette-entry';
