import type { KeyboardEvent } from 'react';
import type { Side } from '../model/studio-store';

/** Gives the focus back to a tree after an editor in one of its rows has closed. */
export function focusTree(side: Side): void {
  document.querySelector<HTMLElement>(`.ps-studio [role="tree"][data-side="${side}"]`)?.focus({ preventScroll: true });
}

export function focusSearch(side: Side): void {
  document.querySelector<HTMLElement>(`.ps-studio [data-studio-search="${side}"]`)?.focus();
}

/** A key that meant something here means nothing to the shortcuts of the page. */
export function taken(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
