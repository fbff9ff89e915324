import { Button } from '@mantine/core';
import { useState } from 'react';
import { strings } from '../../strings';

export type Pane = 'input' | 'output';

interface ShownPanes {
  readonly shown: ReadonlySet<Pane>;
  toggle(pane: Pane): void;
}

const key = 'penstock.designer.panes';
const panes: readonly Pane[] = ['input', 'output'];

/** Which data stands beside the settings; this browser remembers it. */
export function useShownPanes(): ShownPanes {
  const [shown, setShown] = useState<ReadonlySet<Pane>>(() => new Set(panes.filter((pane) => (localStorage.getItem(key) ?? '').includes(pane))));
  return {
    shown,
    toggle: (pane) => {
      const next = new Set(shown);
      if (!next.delete(pane)) next.add(pane);
      localStorage.setItem(key, [...next].join(' '));
      setShown(next);
    },
  };
}

export function PaneSwitch({ shown, toggle }: ShownPanes) {
  return panes.map((pane) => (
    <Button
      key={pane}
      variant={shown.has(pane) ? 'light' : 'subtle'}
      {...(!shown.has(pane) && { color: 'gray' })}
      aria-pressed={shown.has(pane)}
      aria-label={strings.data.show(strings.data[pane])}
      onClick={() => toggle(pane)}
    >
      {strings.data[pane]}
    </Button>
  ));
}
