/** Where one tree is scrolled to. Told in the scroll frame itself, so that lines move with their rows. */
export interface ViewportState {
  readonly scrollTop: number;
  readonly height: number;
}

export interface TreeViewport {
  get(): ViewportState;
  update(state: ViewportState): void;
  subscribe(listener: () => void): () => void;
  /** Asks the tree to show a row; the tree itself registers how. */
  reveal(row: number): void;
  onReveal(reveal: (row: number) => void): void;
}

export function createTreeViewport(): TreeViewport {
  let state: ViewportState = { scrollTop: 0, height: 0 };
  let show: (row: number) => void = () => undefined;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    update: (next) => {
      if (next.scrollTop === state.scrollTop && next.height === state.height) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    reveal: (row) => show(row),
    onReveal: (reveal) => (show = reveal),
  };
}
