import { Tooltip } from '@mantine/core';
import { TRIGGER_ID, type FlowDocument } from '@penstock/flow-model';
import { initialsOf } from '../../../shared/lib/initials';
import { useEditorState } from '../model/editor-context';
import { usePresence } from './presence-context';
import { strings } from './strings';

/** Who else has the flow open, by initials; each says where. */
export function PresenceBar() {
  const { others, isOpenElsewhere } = usePresence();
  const flow = useEditorState((state) => state.flow);
  const people = [...new Map(others.map((tab) => [tab.name, tab])).values()];
  if (people.length === 0 && !isOpenElsewhere) return null;
  return (
    <div className="ps-presence" role="group" aria-label={strings.here}>
      {people.map(({ name, stepId, tabId }) => {
        const words = stepId === null ? strings.isHere(name) : strings.isAt(name, nameOf(flow, stepId));
        return (
          <Tooltip key={tabId} label={words}>
            <span className="ps-person-mark" role="img" aria-label={words} tabIndex={0}>
              {initialsOf(name)}
            </span>
          </Tooltip>
        );
      })}
      {isOpenElsewhere && (
        <Tooltip label={strings.alsoOpenHelp} multiline maw={280}>
          <span className="ps-chip" tabIndex={0}>
            {strings.alsoOpen}
          </span>
        </Tooltip>
      )}
    </div>
  );
}

const nameOf = (flow: FlowDocument, stepId: string): string => (stepId === TRIGGER_ID ? flow.trigger.name : (flow.steps[stepId]?.name ?? stepId));
