const isMac = (): boolean => typeof navigator !== 'undefined' && /mac/i.test(navigator.userAgent);

const names: Readonly<Record<string, string>> = { delete: 'Del', backspace: 'Backspace', '[plus]': '+', escape: 'Esc', enter: 'Enter' };

/** A hot key as people read it on their keyboard: `mod+shift+Z` is Ctrl+Shift+Z, or ⇧⌘Z on a Mac. */
export function keyWords(hotkey: string): string {
  // Keys that follow each other: `g r`.
  if (hotkey.includes(' ')) return hotkey.toUpperCase().replace(' ', ' then ');
  const parts = hotkey.split('+').filter((part) => part !== '');
  const key = parts.at(-1) ?? '';
  const shown = names[key.toLowerCase()] ?? key.toUpperCase();
  // "?" is typed with shift already: naming both confuses.
  const modifiers = parts.slice(0, -1).filter((part) => part !== 'shift' || /^[a-z0-9]$/i.test(key));
  if (isMac()) return [...modifiers.map((part) => ({ mod: '⌘', shift: '⇧', alt: '⌥' })[part] ?? part), shown].join('');
  return [...modifiers.map((part) => ({ mod: 'Ctrl', shift: 'Shift', alt: 'Alt' })[part] ?? part), shown].join('+');
}
