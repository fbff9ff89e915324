import type { Side } from '../model/studio-store';

/** Gives the focus back to a tree after an editor in one of its rows has closed. */
export function focusTree(side: Side): void {
  document.querySelector<HTMLElement>(`.ps-studio [role="tree"][data-side="${side}"]`)?.focus({ preventScroll: true });
}

export function focusSearch(side: Side): void {
  document.querySelector<HTMLElement>(`.ps-studio [data-studio-search="${side}"]`)?.focus();
}
