import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { keyWords } from '../../../shared/lib/key-words';
import { strings } from '../strings';
import type { PaletteEntry } from './palette-entries';
import { usePaletteResults } from './use-palette-results';

const words = strings.palette;

/** One box that leads to every page, flow, run and command. */
export function CommandPalette({ onClose }: { onClose(): void }) {
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const results = usePaletteResults(search);
  const listId = useId();
  const optionId = (index: number): string => `${listId}-${index}`;
  const chosen = Math.min(active, results.length - 1);
  useEffect(() => document.getElementById(`${listId}-${chosen}`)?.scrollIntoView({ block: 'nearest' }), [listId, chosen]);
  const run = (entry: PaletteEntry | undefined): void => {
    if (!entry) return;
    onClose();
    // The box gives the focus back first, so that the command finds the page as it was.
    setTimeout(entry.run);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, Home: 0, End: results.length - 1 }[event.key];
    if (to !== undefined && results.length > 0) {
      event.preventDefault();
      setActive((to + results.length) % results.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      run(results[chosen]);
    }
  };
  return (
    <Modal opened onClose={onClose} withCloseButton={false} size={620} padding={0} centered={false} yOffset="12vh" title={null} aria-label={words.title}>
      <TextInput
        data-autofocus
        className="ps-command-palette__search"
        variant="unstyled"
        size="md"
        leftSection={<IconSearch size={17} />}
        placeholder={words.placeholder}
        aria-label={words.title}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={results.length > 0 ? optionId(chosen) : undefined}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label={words.results} className="ps-command-palette__list">
        {results.map((entry, index) => (
          <Result
            key={entry.key}
            id={optionId(index)}
            entry={entry}
            heading={results[index - 1]?.group === entry.group ? null : entry.group}
            isActive={index === chosen}
            onChoose={() => run(entry)}
            onPoint={() => setActive(index)}
          />
        ))}
      </ul>
      {results.length === 0 && <p className="ps-command-palette__none">{words.nothing}</p>}
    </Modal>
  );
}

interface ResultProps {
  readonly id: string;
  readonly entry: PaletteEntry;
  /** Of the first of its group. */
  readonly heading: string | null;
  readonly isActive: boolean;
  onChoose(): void;
  onPoint(): void;
}

function Result({ id, entry: { label, detail, hotkey }, heading, isActive, onChoose, onPoint }: ResultProps) {
  return (
    <>
      {heading !== null && (
        <li role="presentation" className="ps-command-palette__group">
          {heading}
        </li>
      )}
      <li
        id={id}
        role="option"
        aria-selected={isActive}
        className="ps-command-palette__option"
        onClick={onChoose}
        onPointerMove={() => !isActive && onPoint()}
      >
        <span className="ps-command-palette__label">{label}</span>
        {detail !== undefined && <span className="ps-meta ps-ellipsis">{detail}</span>}
        {hotkey !== undefined && <kbd className="ps-key">{keyWords(hotkey)}</kbd>}
      </li>
    </>
  );
}
