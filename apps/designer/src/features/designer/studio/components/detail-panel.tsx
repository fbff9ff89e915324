import { ActionIcon, Button } from '@mantine/core';
import { IconTrash, IconX } from '@tabler/icons-react';
import { nodeOf } from '../model/field-tree';
import { useStudio, useStudioState } from '../model/studio-context';
import { useMapGestures } from '../model/use-map-gestures';
import { strings } from '../strings';
import { RuleDetails } from './rule-details';

/** Everything about the active target. */
export function DetailPanel() {
  const { model, store } = useStudio();
  const active = useStudioState((state) => state.active.target);
  const gestures = useMapGestures();
  const node = nodeOf(model.targets, active);
  if (!node) return null;
  const place = model.placeOf.get(node.key);
  return (
    <aside className="ps-detail" aria-label={strings.details(node.title)}>
      <header className="ps-detail__head">
        <div>
          <h2 className="ps-ellipsis">{node.title}</h2>
          <div className="ps-detail__path">
            {node.key} <span className="ps-field__type">{node.type}</span>
          </div>
        </div>
        {place && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            leftSection={<IconTrash size={14} />}
            onClick={() => gestures.unmap(node.key)}
          >
            {strings.clear}
          </Button>
        )}
        <ActionIcon aria-label={strings.closeDetails} onClick={() => store.getState().activate('target', null)}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      {node.description !== undefined && <p className="ps-detail__help">{node.description}</p>}
      <RuleDetails key={node.key} node={node} place={place} />
    </aside>
  );
}
