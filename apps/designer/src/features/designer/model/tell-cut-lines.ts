import { notifications } from '@mantine/notifications';
import type { FlowDocument, FlowEdge, StepId } from '@penstock/flow-model';
import { strings } from '../strings';

/** Says which lines a move had to cut: a branch that is lost silently is one that nobody runs any more. */
export function tellCutLines(flow: FlowDocument, cut: readonly FlowEdge[]): void {
  if (cut.length === 0) return;
  const nameOf = (id: StepId): string => flow.steps[id]?.name ?? flow.trigger.name;
  const lines = cut.map(({ from, to }) => strings.lineBetween(nameOf(from), nameOf(to))).join(', ');
  notifications.show({ title: strings.linesCut(cut.length), message: strings.linesCutBody(lines), color: 'yellow' });
}
