import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconFold, IconSearch, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { branchKeys, type FieldTree } from '../model/field-tree';
import { useStudio, useStudioState } from '../model/studio-context';
import type { Side } from '../model/studio-store';
import { strings } from '../strings';

interface PaneHeadProps {
  readonly side: Side;
  readonly title: string;
  readonly tree: FieldTree;
  readonly matches: number | null;
  readonly filter: ReactNode;
}

/** Search, filter, open and close all. As high on both sides, so that lines begin where rows do. */
export function PaneHead({ side, title, tree, matches, filter }: PaneHeadProps) {
  const { store } = useStudio();
  const search = useStudioState((state) => state.search[side]);
  const isOpen = useStudioState((state) => state.collapsed[side].size === 0);
  const setSearch = (text: string): void =>
    store.getState().set({ search: { ...store.getState().search, [side]: text } });
  const searchLabel = side === 'source' ? strings.searchSource : strings.searchTarget;
  const foldLabel = isOpen ? strings.collapseAll : strings.expandAll;
  return (
    <header className="ps-pane__head">
      <h2>{title}</h2>
      <TextInput
        className="ps-pane__search"
        aria-label={searchLabel}
        data-studio-search={side}
        placeholder={searchLabel}
        leftSection={<IconSearch size={14} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setSearch('')}
        rightSection={
          search !== '' && (
            <ActionIcon size={20} aria-label={`${strings.clear}: ${searchLabel}`} onClick={() => setSearch('')}>
              <IconX size={12} />
            </ActionIcon>
          )
        }
      />
      {filter}
      <Tooltip label={foldLabel}>
        <ActionIcon
          aria-label={`${foldLabel}: ${title}`}
          onClick={() => store.getState().collapse(side, isOpen ? branchKeys(tree) : [])}
        >
          <IconFold size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <span className="ps-pane__matches" role="status">
        {matches === null ? '' : strings.matches(matches)}
      </span>
    </header>
  );
}
