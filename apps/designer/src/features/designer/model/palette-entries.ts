import type { ActionDescriptor, ConnectorDescriptor } from '@penstock/connector-sdk';
import type { FlowDocument, FlowStep } from '@penstock/flow-model';
import { freshStep } from './fresh-step';
import { emptyMapping } from '@penstock/mapping';
import { logicEntries } from './logic-entries';
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

export function paletteEntries(connectors: readonly ConnectorDescriptor[]): PaletteEntry[] {
  const actions = connectors.flatMap((connector) =>
    newestActions(connector).map((action) => actionEntry(connector, action)),
  );
  return [...logicEntries, ...actions].sort((a, b) => groupOrder.indexOf(a.group) - groupOrder.indexOf(b.group));
}

/** Those whose title has the words first: Enter takes the first one. */
export function matchingEntries(entries: readonly PaletteEntry[], search: string): PaletteEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const has = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const found = entries.filter(({ title, summary, group, key }) => has(`${title} ${summary} ${group} ${key}`));
  return [...found.filter(({ title }) => has(title)), ...found.filter(({ title }) => !has(title))];
}

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
      ...freshStep(flow, action.title),
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

/** Data type of a palette entry's key while it is dragged. */
export const dragType = 'application/x-penstock-palette-entry';
