import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { focusAtOnce } from './focus-at-once';

/** One line to choose. */
export interface PickOption {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly detail?: string | undefined;
  /** At the very right, e.g. a key. */
  readonly aside?: ReactNode;
}

interface PickDialogProps<Option extends PickOption> {
  readonly title: string;
  readonly placeholder: string;
  readonly search: string;
  readonly options: readonly Option[];
  /** Said in place of an empty list. */
  readonly nothing: string;
  onSearch(search: string): void;
  onPick(option: Option): void;
  onClose(): void;
}

/** A search box over a list: typing narrows it, arrow keys go through it, Enter takes the marked line. */
export function PickDialog<Option extends PickOption>(props: PickDialogProps<Option>) {
  const { title, placeholder, search, options, nothing, onSearch, onPick, onClose } = props;
  const [active, setActive] = useState(0);
  const listId = useId();
  const optionId = (index: number): string => `${listId}-${index}`;
  const chosen = Math.min(active, options.length - 1);
  useEffect(() => document.getElementById(`${listId}-${chosen}`)?.scrollIntoView({ block: 'nearest' }), [listId, chosen]);
  const pick = (option: Option | undefined): void => {
    if (!option) return;
    onClose();
    // The dialog gives the focus back first, so that what follows finds the page as it was.
    setTimeout(() => onPick(option));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowDown: chosen + 1, ArrowUp: chosen - 1 }[event.key];
    if (to !== undefined && options.length > 0) {
      event.preventDefault();
      setActive((to + options.length) % options.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      pick(options[chosen]);
    }
  };
  return (
    <Modal opened onClose={onClose} withCloseButton={false} size={620} padding={0} centered={false} yOffset="12vh" aria-label={title}>
      <TextInput
        ref={focusAtOnce}
        data-autofocus
        className="ps-pick__search"
        variant="unstyled"
        size="md"
        leftSection={<IconSearch size={17} />}
        placeholder={placeholder}
        aria-label={title}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={options.length > 0 ? optionId(chosen) : undefined}
        value={search}
        onChange={(event) => {
          onSearch(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={listId} role="listbox" aria-label={title} className="ps-pick__list">
        {options.map((option, index) => (
          <Line
            key={option.key}
            id={optionId(index)}
            option={option}
            heading={options[index - 1]?.group === option.group ? null : option.group}
            isActive={index === chosen}
            onChoose={() => pick(option)}
            onPoint={() => setActive(index)}
          />
        ))}
      </ul>
      {options.length === 0 && <p className="ps-pick__none">{nothing}</p>}
    </Modal>
  );
}

interface LineProps {
  readonly id: string;
  readonly option: PickOption;
  /** Of the first of its group. */
  readonly heading: string | null;
  readonly isActive: boolean;
  onChoose(): void;
  onPoint(): void;
}

function Line({ id, option: { label, detail, aside }, heading, isActive, onChoose, onPoint }: LineProps) {
  return (
    <>
      {heading !== null && (
        <li role="presentation" className="ps-pick__group">
          {heading}
        </li>
      )}
      <li
        id={id}
        role="option"
        aria-selected={isActive}
        className="ps-pick__option"
        onClick={onChoose}
        onPointerMove={() => !isActive && onPoint()}
      >
        <span className="ps-pick__label">{label}</span>
        {detail !== undefined && <span className="ps-meta ps-ellipsis">{detail}</span>}
        {aside !== undefined && <span className="ps-pick__aside">{aside}</span>}
      </li>
    </>
  );
}
