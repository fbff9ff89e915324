import { ActionIcon, Menu } from '@mantine/core';
import { IconCheck, IconFilter, IconFilterFilled } from '@tabler/icons-react';

interface FilterMenuProps<Value extends string> {
  readonly label: string;
  readonly choices: Readonly<Record<Value, string>>;
  /** The first choice stands for "everything". */
  readonly value: Value;
  onChange(value: Value): void;
}

/** A filter where there is no room for its words; filled while something is left out. */
export function FilterMenu<Value extends string>({ label, choices, value, onChange }: FilterMenuProps<Value>) {
  const entries = Object.entries(choices) as [Value, string][];
  const isOn = value !== entries[0]?.[0];
  const FilterIcon = isOn ? IconFilterFilled : IconFilter;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`${label}: ${choices[value]}`} title={choices[value]} {...(isOn && { color: 'teal' })}>
          <FilterIcon size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {entries.map(([key, words]) => (
          <Menu.Item key={key} rightSection={key === value && <IconCheck size={14} />} onClick={() => onChange(key)}>
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
