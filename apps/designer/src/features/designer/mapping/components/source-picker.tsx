import { ActionIcon, Popover, ScrollArea, TextInput, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { shownValue } from '../model/sample-values';
import { useMappingSurroundings } from '../model/mapping-context';
import { bestSource, lastPart, matchingSources, typedSource, type SourceNode } from '../model/source-tree';
import { strings } from '../strings';

interface SourcePickerProps {
  readonly path: string | null;
  readonly label: string;
  /** Only lists can be chosen, e.g. for an each rule. */
  readonly listsOnly?: boolean;
  /** Only a plus: what is chosen is added to something. */
  readonly asPlus?: boolean;
  onChoose(path: string, node: SourceNode): void;
}

export function SourcePicker({ path, label, listsOnly = false, asPlus = false, onChoose }: SourcePickerProps) {
  const [isOpen, setOpen] = useState(false);
  const toggle = (): void => setOpen(!isOpen);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={380} shadow="md" trapFocus>
      <Popover.Target>
        {asPlus ? (
          <ActionIcon size={24} aria-label={label} title={label} onClick={toggle}>
            <IconPlus size={14} />
          </ActionIcon>
        ) : (
          <UnstyledButton
            className="ps-source"
            aria-label={`${label}: ${path ?? strings.noSource}`}
            title={path ?? ''}
            onClick={toggle}
          >
            <ChosenSource path={path} />
            <IconChevronDown size={14} aria-hidden />
          </UnstyledButton>
        )}
      </Popover.Target>
      <Popover.Dropdown p={0}>
        {isOpen && (
          <SourceList
            listsOnly={listsOnly}
            onChoose={(chosen) => {
              onChoose(chosen.path, chosen);
              setOpen(false);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function ChosenSource({ path }: { readonly path: string | null }) {
  const { tree } = useMappingSurroundings();
  if (path === null) return <span className="ps-dimmed">{strings.noSource}</span>;
  return (
    <span className="ps-source__name">
      <SourceName path={path} tree={tree} />
    </span>
  );
}

/** "Shop order placed › total": the step it comes from, then the field. */
function SourceName({ path, tree }: { readonly path: string; readonly tree: readonly SourceNode[] }) {
  const root = tree.find(
    (node) => path === node.path || path.startsWith(`${node.path}.`) || path.startsWith(`${node.path}[`),
  );
  if (!root) return <span className="ps-mono">{path}</span>;
  if (root.path === path) return <>{root.title}</>;
  return (
    <>
      <span className="ps-source__root">{root.title} ›</span>
      <span className="ps-source__path">{path.slice(root.path.length).replace(/^\./, '')}</span>
    </>
  );
}

function SourceList({ listsOnly, onChoose }: { readonly listsOnly: boolean; onChoose(node: SourceNode): void }) {
  const { tree, sample } = useMappingSurroundings();
  const [search, setSearch] = useState('');
  const shown = matchingSources(tree, search);
  const typed = typedSource(tree, sample, search.trim());
  const entered = typed ?? bestSource(shown, search, listsOnly);
  return (
    <>
      <TextInput
        m={8}
        aria-label={strings.searchData}
        placeholder={strings.searchData}
        leftSection={<IconSearch size={15} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && entered && onChoose(entered)}
      />
      {typed && (
        <button type="button" className="ps-source-list__row ps-source-list__typed" onClick={() => onChoose(typed)}>
          <span className="ps-ellipsis">{strings.useTyped(typed.path)}</span>
        </button>
      )}
      <ScrollArea.Autosize mah={300}>
        <ul className="ps-source-list" role="tree" aria-label={strings.chooseSource}>
          {shown.length === 0 && !typed && <li className="ps-meta">{strings.noData}</li>}
          {shown.map((node) => (
            <SourceBranch key={node.path} node={node} level={0} listsOnly={listsOnly} onChoose={onChoose} />
          ))}
        </ul>
      </ScrollArea.Autosize>
    </>
  );
}

interface SourceBranchProps {
  readonly node: SourceNode;
  readonly level: number;
  readonly listsOnly: boolean;
  onChoose(node: SourceNode): void;
}

function SourceBranch({ node, level, listsOnly, onChoose }: SourceBranchProps) {
  const isChoosable = listsOnly ? node.kind === 'list' : level > 0;
  return (
    <li role="treeitem" aria-label={node.title} aria-expanded={node.children.length > 0 ? true : undefined}>
      <button
        type="button"
        className="ps-source-list__row"
        style={{ paddingLeft: 10 + level * 14 }}
        disabled={!isChoosable}
        title={node.path}
        onClick={() => onChoose(node)}
      >
        <span className={level === 0 ? 'ps-source-list__root' : 'ps-ellipsis'}>
          {level === 0 ? node.title : lastPart(node.path)}
        </span>
        <span className="ps-source-list__sample">
          {node.children.length > 0 && node.kind !== 'list' ? '' : shownValue(node.sample)}
        </span>
      </button>
      {node.children.length > 0 && (
        <ul role="group">
          {node.children.map((child) => (
            <SourceBranch key={child.path} node={child} level={level + 1} listsOnly={listsOnly} onChoose={onChoose} />
          ))}
        </ul>
      )}
    </li>
  );
}
