import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import type { FlowDocument } from '@penstock/flow-model';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch, IconSparkles } from '@tabler/icons-react';
import { useReactFlow } from '@xyflow/react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/api-context';
import { assistOfferQuery } from '../../../shared/api/assist-queries';
import { useCommands } from '../commands/commands-context';
import { addFromPalette } from '../model/add-from-palette';
import { useEditor, useEditorState } from '../model/editor-context';
import { matchingEntries, paletteEntries, type PaletteEntry } from '../model/palette-entries';
import { readRecent, rememberRecent } from '../model/recent-entries';
import { strings } from '../strings';
import { PaletteItem } from './palette-item';

interface PaletteProps {
  readonly isOpen: boolean;
  /** What else could stand here. */
  readonly choice: ReactNode;
  onToggle(): void;
}

export function Palette({ isOpen, choice, onToggle }: PaletteProps) {
  const label = isOpen ? strings.hidePalette : strings.showPalette;
  const ToggleIcon = isOpen ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand;
  return (
    <aside className={isOpen ? 'ps-palette' : 'ps-palette ps-palette--closed'} aria-label={strings.palette}>
      <div className="ps-palette__head">
        {isOpen && choice}
        <Tooltip label={label}>
          <ActionIcon aria-label={label} aria-expanded={isOpen} onClick={onToggle}>
            <ToggleIcon size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </div>
      {isOpen && <PaletteList />}
    </aside>
  );
}

function PaletteList() {
  const { connectors, store } = useEditor();
  const [search, setSearch] = useState('');
  const entries = useMemo(() => paletteEntries(connectors), [connectors]);
  const shown = matchingEntries(entries, search);
  const [recentKeys, setRecent] = useState(() => readRecent(localStorage));
  const recent = search === '' ? recentKeys.flatMap((key) => entries.find((entry) => entry.key === key) ?? []) : [];
  const groups = [...new Set(shown.map(({ group }) => group))];
  const sections = [
    ...(recent.length > 0 ? [{ title: strings.paletteRecent, items: recent }] : []),
    ...groups.map((group) => ({ title: group, items: shown.filter((entry) => entry.group === group) })),
  ];
  const searchBox = useFocusOnInsertion();
  const { fitView } = useReactFlow();
  const add = (entry: PaletteEntry): void => {
    addFromPalette(store.getState(), entry);
    setRecent(rememberRecent(localStorage, entry.key));
    requestAnimationFrame(() => void fitView({ padding: 0.08, maxZoom: 1, duration: 160 }));
  };
  return (
    <>
      <div className="ps-palette__search">
        <TextInput
          ref={searchBox}
          aria-label={strings.paletteSearch}
          placeholder={strings.paletteSearch}
          leftSection={<IconSearch size={15} />}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            const [first] = shown;
            if (event.key === 'Enter' && first) add(first);
            if (event.key === 'ArrowDown') moveFocus(event);
          }}
        />
        <InsertionHint />
        <DescribeFlowButton />
      </div>
      <div className="ps-palette__list" onKeyDown={moveFocus}>
        {shown.length === 0 && <p className="ps-meta">{strings.paletteEmpty}</p>}
        {sections.map(({ title, items }) => (
          <section key={title} aria-label={title}>
            <h3 className="ps-palette__group">{title}</h3>
            <ul>
              {items.map((entry) => (
                <PaletteItem key={entry.key} entry={entry} onAdd={add} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

/** Only where somebody is there to write: the command is in the palette of commands all the same. */
function DescribeFlowButton() {
  const { open } = useCommands();
  const { data: offer } = useQuery(assistOfferQuery(useApi()));
  if (!offer || offer.provider === null) return null;
  return (
    <Button fullWidth variant="default" size="compact-sm" leftSection={<IconSparkles size={15} />} onClick={() => open('describe-flow')}>
      {strings.commands.describeFlow}
    </Button>
  );
}

/** Arrow keys go through the list, from the search box down and back. */
function moveFocus(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const palette = (event.target as Element).closest('.ps-palette');
  if (by === undefined || !palette) return;
  const stops = [...palette.querySelectorAll<HTMLElement>('input, .ps-palette__item')];
  event.preventDefault();
  stops[stops.indexOf(event.target as HTMLElement) + by]?.focus();
}

function InsertionHint() {
  const { store } = useEditor();
  const flow = useEditorState((state) => state.flow);
  const insertion = useEditorState((state) => state.insertion);
  const edge = flow.edges.find(({ id }) => insertion !== null && 'edgeId' in insertion && id === insertion.edgeId);
  if (!edge) return <p className="ps-meta">{strings.paletteHint}</p>;
  return (
    <div className="ps-notice ps-notice--running" role="status">
      {strings.inserting(nameOf(flow, edge.from), nameOf(flow, edge.to))}
      <div>
        <Button variant="default" size="compact-xs" onClick={() => store.getState().chooseInsertion(null)}>
          {strings.stopInserting}
        </Button>
      </div>
    </div>
  );
}

function useFocusOnInsertion() {
  const box = useRef<HTMLInputElement>(null);
  const insertion = useEditorState((state) => state.insertion);
  useEffect(() => {
    if (insertion && 'edgeId' in insertion) box.current?.focus();
  }, [insertion]);
  return box;
}

const nameOf = (flow: FlowDocument, id: string): string => flow.steps[id]?.name ?? flow.trigger.name;
