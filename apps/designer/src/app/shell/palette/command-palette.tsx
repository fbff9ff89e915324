import { useState } from 'react';
import { keyWords } from '../../../shared/lib/key-words';
import { PickDialog } from '../../../shared/ui/pick-dialog';
import { strings } from '../strings';
import { usePaletteResults } from './use-palette-results';

const words = strings.palette;

/** One box that leads to every page, flow, run and command. */
export function CommandPalette({ onClose }: { onClose(): void }) {
  const [search, setSearch] = useState('');
  const options = usePaletteResults(search).map((entry) => ({
    ...entry,
    ...(entry.hotkey !== undefined && { aside: <kbd className="ps-key">{keyWords(entry.hotkey)}</kbd> }),
  }));
  return (
    <PickDialog
      title={words.title}
      placeholder={words.placeholder}
      nothing={words.nothing}
      search={search}
      options={options}
      onSearch={setSearch}
      onPick={({ run }) => run()}
      onClose={onClose}
    />
  );
}
