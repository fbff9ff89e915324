import { edgesOutOf, type FlowDocument, type FlowStep } from '@penstock/flow-model';
import { useEditorState } from '../../model/editor-context';
import { strings } from '../strings';
import { ExitField } from './exit-field';

/** What follows when a step fails for good: its own way, else whoever is around it, else a person. */
export function FailureExit({ step }: { readonly step: FlowStep }) {
  const flow = useEditorState((state) => state.flow);
  return (
    <ExitField
      from={step.id}
      port="error"
      label={strings.onFailure}
      description={strings.onFailureHelp}
      none={withoutExit(flow, step)}
    />
  );
}

function withoutExit(flow: FlowDocument, step: FlowStep): string {
  const container = flow.steps[step.parent ?? ''];
  if (container?.kind === 'try') return strings.caughtBy(container.name);
  if (container?.kind !== 'for-each') return strings.personDecides;
  if (container.onItemError === 'continue') return strings.itemFails;
  const catches = edgesOutOf(flow, container.id).some(({ port }) => port === 'error');
  return catches ? strings.loopFails(container.name) : withoutExit(flow, container);
}
