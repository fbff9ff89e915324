import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { groupTint, type FlowGroup } from '@penstock/flow-model';
import {
  IconAlignLeft,
  IconAlignRight,
  IconAlignCenter,
  IconBan,
  IconCopy,
  IconCopyPlus,
  IconCut,
  IconDots,
  IconFlask,
  IconLayoutAlignBottom,
  IconLayoutAlignMiddle,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
  IconPencil,
  IconPlayerTrackNext,
  IconSquareDashed,
  IconTrash,
} from '@tabler/icons-react';
import { NodeToolbar, Position } from '@xyflow/react';
import { canvasIdOfGroup, canvasIdOfNote } from '../../../shared/canvas/annotation-ids';
import { CommandButton, CommandMenuItem } from '../components/command-button';
import { useEditor, useEditorState } from '../model/editor-context';
import { onlySelected, selectedGroups, selectedNoteIds, selectedStepIds } from '../model/selected';
import { strings } from '../strings';

const words = strings.selection;

/** What can be done with the selection, above it. */
export function SelectionToolbar() {
  const selection = useEditorState((state) => state.selection);
  const flow = useEditorState((state) => state.flow);
  const state = { flow, selection };
  const steps = selectedStepIds(state);
  const groups = selectedGroups(state);
  const notes = selectedNoteIds(state);
  const cards = [...steps, ...groups.map(({ id }) => canvasIdOfGroup(id)), ...notes.map(canvasIdOfNote)];
  if (cards.length === 0) return null;
  const [group] = groups;
  return (
    <NodeToolbar nodeId={cards} isVisible position={Position.Top} offset={14}>
      <div className="ps-selection" role="toolbar" aria-label={words.toolbar}>
        {cards.length > 1 && <span className="ps-selection__count">{words.count(cards.length)}</span>}
        {onlySelected(state) !== null && cards.length === 1 && <CommandButton id="open-step" icon={IconPencil} size={26} />}
        {steps.length === 1 && cards.length === 1 && <CommandButton id="test-step" icon={IconFlask} size={26} />}
        {steps.length === 1 && cards.length === 1 && <CommandButton id="run-to-here" icon={IconPlayerTrackNext} size={26} />}
        {steps.length > 0 && <StepButtons isSeveral={steps.length > 1} />}
        {group && steps.length === 0 && <TintMenu group={group} />}
        {group && steps.length === 0 && <CommandButton id="ungroup" icon={IconSquareDashed} size={26} />}
        {(steps.length > 0 || notes.length > 0) && <CommandButton id="delete" icon={IconTrash} size={26} />}
        {steps.length > 0 && <MoreMenu />}
      </div>
    </NodeToolbar>
  );
}

function StepButtons({ isSeveral }: { readonly isSeveral: boolean }) {
  return (
    <>
      <CommandButton id="toggle-disabled" icon={IconBan} size={26} />
      <CommandButton id="duplicate" icon={IconCopyPlus} size={26} />
      {isSeveral && <AlignMenu />}
      {isSeveral && <CommandButton id="group" icon={IconSquareDashed} size={26} />}
    </>
  );
}

function AlignMenu() {
  return (
    <Menu position="bottom" withinPortal>
      <Menu.Target>
        <Tooltip label={words.align}>
          <ActionIcon size={26} aria-label={words.align}>
            <IconLayoutAlignTop size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandMenuItem id="align-top" icon={IconLayoutAlignTop} />
        <CommandMenuItem id="align-middle" icon={IconLayoutAlignMiddle} />
        <CommandMenuItem id="align-bottom" icon={IconLayoutAlignBottom} />
        <CommandMenuItem id="align-left" icon={IconAlignLeft} />
        <CommandMenuItem id="align-center" icon={IconAlignCenter} />
        <CommandMenuItem id="align-right" icon={IconAlignRight} />
        <Menu.Divider />
        <CommandMenuItem id="distribute-x" icon={IconLayoutDistributeVertical} />
        <CommandMenuItem id="distribute-y" icon={IconLayoutDistributeHorizontal} />
        <Menu.Divider />
        <CommandMenuItem id="arrange-selection" />
      </Menu.Dropdown>
    </Menu>
  );
}

function MoreMenu() {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={words.more}>
          <ActionIcon size={26} aria-label={words.more}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandMenuItem id="copy" icon={IconCopy} />
        <CommandMenuItem id="cut" icon={IconCut} />
        <Menu.Divider />
        <CommandMenuItem id="group" icon={IconSquareDashed} />
        <CommandMenuItem id="reveal" />
      </Menu.Dropdown>
    </Menu>
  );
}

function TintMenu({ group }: { readonly group: FlowGroup }) {
  const { store } = useEditor();
  return (
    <span className="ps-tints" role="group" aria-label={words.tint}>
      {groupTint.options.map((tint) => (
        <button
          key={tint}
          type="button"
          className={`ps-tint ps-group--${tint}`}
          aria-label={words.tints[tint]}
          aria-pressed={tint === group.tint}
          onClick={() => store.getState().execute({ kind: 'put-group', group: { ...group, tint } })}
        />
      ))}
    </span>
  );
}
