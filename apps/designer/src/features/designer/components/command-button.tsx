import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { keyWords } from '../../../shared/lib/key-words';
import { useCommands } from '../commands/commands-context';
import { editorCommand } from '../commands/editor-commands';
import { useEditorState } from '../model/editor-context';

interface CommandButtonProps {
  readonly id: string;
  readonly icon: Icon;
  /** In place of the command's own words, e.g. with what would be undone. */
  readonly label?: string | undefined;
  readonly size?: number;
}

/** A command as an icon: its words and its key in a tooltip, grey while it means nothing. */
export function CommandButton({ id, icon: CommandIcon, label, size }: CommandButtonProps) {
  const context = useCommands();
  const command = editorCommand(id);
  const isOff = useEditorState((state) => command.isOff?.(state) ?? false);
  const words = label ?? command.label;
  const [key] = command.keys ?? [];
  return (
    <Tooltip label={key === undefined ? words : `${words} (${keyWords(key)})`}>
      <ActionIcon aria-label={words} disabled={isOff} {...(size && { size })} onClick={() => command.run(context)}>
        <CommandIcon size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

/** The same as a row of a menu. */
export function CommandMenuItem({ id, icon: CommandIcon }: Pick<CommandButtonProps, 'id'> & { readonly icon?: Icon }) {
  const context = useCommands();
  const command = editorCommand(id);
  const isOff = useEditorState((state) => command.isOff?.(state) ?? false);
  const [key] = command.keys ?? [];
  return (
    <Menu.Item
      disabled={isOff}
      leftSection={CommandIcon && <CommandIcon size={15} stroke={1.75} />}
      rightSection={key !== undefined && <span className="ps-meta">{keyWords(key)}</span>}
      onClick={() => command.run(context)}
    >
      {command.label}
    </Menu.Item>
  );
}
