import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { keyWords } from '../../../shared/lib/key-words';
import { strings } from '../strings';
import { useGoKeys } from './use-go-keys';

const CommandPalette = lazy(() => import('./command-palette').then((module) => ({ default: module.CommandPalette })));
const ShortcutsSheet = lazy(() => import('./shortcuts-sheet').then((module) => ({ default: module.ShortcutsSheet })));

/** The way to everything, by key or by pointer; what it opens is loaded when it is first asked for. */
export function PaletteButton() {
  const [shown, setShown] = useState<'palette' | 'shortcuts' | null>(null);
  const close = (): void => setShown(null);
  useHotkeys([['mod+K', () => setShown((now) => (now === 'palette' ? null : 'palette'))]], [], true);
  useHotkeys([['shift+?', () => setShown('shortcuts')]]);
  useGoKeys();
  return (
    <>
      <button type="button" className="ps-search-button" onClick={() => setShown('palette')}>
        <IconSearch size={15} stroke={1.75} aria-hidden />
        <span>{strings.palette.button}</span>
        <kbd className="ps-key" aria-hidden>
          {keyWords('mod+K')}
        </kbd>
      </button>
      <Suspense fallback={null}>
        {shown === 'palette' && <CommandPalette onClose={close} />}
        {shown === 'shortcuts' && <ShortcutsSheet onClose={close} />}
      </Suspense>
    </>
  );
}
