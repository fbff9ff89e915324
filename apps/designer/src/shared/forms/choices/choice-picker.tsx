import { Combobox, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { ChoiceList, MORE, TYPED } from './choice-list';
import { words } from './choice-words';
import type { FieldChoices } from './choices-context';
import { useChoiceNames, useChoicePages } from './use-choice-pages';

const TYPING_MS = 250;

interface ChoicePickerProps {
  readonly field: FieldChoices;
  readonly chosen: readonly string[];
  onChoose(value: string): void;
  /** Closed by the keyboard: where the focus goes back to. */
  onLeave(): void;
  /** The control that the list opens below. */
  children(parts: {
    readonly open: () => void;
    readonly isOpen: boolean;
    handleKeyDown(event: KeyboardEvent): void;
  }): ReactElement;
}

/** A list of the remote side's records below a control: searched, paged, reached and left by keyboard. */
export function ChoicePicker({ field, chosen, onChoose, onLeave, children }: ChoicePickerProps) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), TYPING_MS);
  const combobox = useCombobox({
    onDropdownOpen: () => combobox.focusSearchInput(),
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setTyped('');
    },
  });
  const pages = useChoicePages(field, { search, isOpen: combobox.dropdownOpened });
  const { remember } = useChoiceNames(field);
  const choose = (value: string): void => {
    if (value === MORE) return void (pages.isFetchingNextPage || pages.fetchNextPage());
    const option = pages.options.find((candidate) => candidate.value === value);
    if (option) remember(option);
    onChoose(value === TYPED ? typed.trim() : value);
    combobox.closeDropdown();
    onLeave();
  };
  const open = (): void => combobox.openDropdown();
  const handleDropdownKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    combobox.closeDropdown();
    onLeave();
  };
  return (
    <Combobox store={combobox} width={360} position="bottom-start" withinPortal onOptionSubmit={choose}>
      <Combobox.DropdownTarget>
        {children({ open, isOpen: combobox.dropdownOpened, handleKeyDown: (event) => opensList(event) && open() })}
      </Combobox.DropdownTarget>
      <Combobox.Dropdown className="ps-choices" onKeyDown={handleDropdownKey}>
        <Combobox.Search
          aria-label={words.search(field.source.title)}
          placeholder={words.searchHere}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {combobox.dropdownOpened && <ChoiceList field={field} search={search} pages={pages} chosen={chosen} />}
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** As in any field with a list: arrow down opens it. */
function opensList(event: KeyboardEvent): boolean {
  if (event.key !== 'ArrowDown') return false;
  event.preventDefault();
  return true;
}
