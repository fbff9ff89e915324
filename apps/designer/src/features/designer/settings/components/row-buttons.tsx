import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX, type Icon } from '@tabler/icons-react';
import { shiftedRow, withoutRow } from '../model/exit-rows';
import { strings } from '../strings';

interface RowButtonsProps<Row> {
  /** What the row is called, for screen readers. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly index: number;
  /** Rows that must stay; by default none. */
  readonly least?: number;
  onChange(rows: Row[]): void;
}

/** Up, down and away, for a row of an ordered list. */
export function RowButtons<Row>({ name, rows, index, least = 0, onChange }: RowButtonsProps<Row>) {
  return (
    <span className="ps-row-buttons">
      <RowButton
        label={strings.earlier(name)}
        icon={IconArrowUp}
        isOff={index === 0}
        onClick={() => onChange(shiftedRow(rows, index, -1))}
      />
      <RowButton
        label={strings.later(name)}
        icon={IconArrowDown}
        isOff={index === rows.length - 1}
        onClick={() => onChange(shiftedRow(rows, index, 1))}
      />
      <RowButton
        label={strings.remove(name)}
        icon={IconX}
        isOff={rows.length <= least}
        onClick={() => onChange(withoutRow(rows, index))}
      />
    </span>
  );
}

interface RowButtonProps {
  readonly label: string;
  readonly icon: Icon;
  readonly isOff: boolean;
  onClick(): void;
}

function RowButton({ label, icon: ButtonIcon, isOff, onClick }: RowButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={24} aria-label={label} disabled={isOff} onClick={onClick}>
        <ButtonIcon size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
