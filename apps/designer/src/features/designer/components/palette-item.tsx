import { IconCoin } from '@tabler/icons-react';
import { ConnectorMark } from '../../../shared/ui/connector-mark';
import { dragType, type PaletteEntry } from '../model/palette-entries';
import { strings } from '../strings';

interface PaletteItemProps {
  readonly entry: PaletteEntry;
  onAdd(entry: PaletteEntry): void;
}

export function PaletteItem({ entry, onAdd }: PaletteItemProps) {
  return (
    <li>
      <button
        type="button"
        className="ps-palette__item"
        draggable
        title={entry.summary}
        onClick={() => onAdd(entry)}
        onDragStart={(event) => {
          event.dataTransfer.setData(dragType, entry.key);
          event.dataTransfer.effectAllowed = 'copy';
        }}
      >
        <span className="ps-palette__mark">
          <ConnectorMark mark={entry.mark} kind={entry.kind} size={18} />
        </span>
        <span className="ps-palette__text">
          <span className="ps-palette__title">{entry.title}</span>
          <span className="ps-meta ps-ellipsis">{entry.summary}</span>
        </span>
        {entry.movesMoney && <IconCoin size={15} className="ps-card__coin" aria-label={strings.movesMoney} />}
      </button>
    </li>
  );
}
