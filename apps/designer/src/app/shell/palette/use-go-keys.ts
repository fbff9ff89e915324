import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { pages } from './pages';

/** How long the letter after `g` may take. */
const patienceMs = 1200;

/** `g` and then a letter leads to a page, wherever the focus is but in a field. */
export function useGoKeys(): void {
  const navigate = useNavigate();
  useEffect(() => {
    let startedAt = -Infinity;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isForText(event.target)) return;
      const page = event.timeStamp - startedAt < patienceMs && pages.find(({ letter }) => letter === event.key);
      startedAt = event.key === 'g' ? event.timeStamp : -Infinity;
      if (!page) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void navigate({ to: page.to });
    };
    // Before the keys of the page: the letter belongs to `g`.
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [navigate]);
}

/** A code editor is a textbox by its role alone; in a tree letters find fields. */
const takesLetters = 'input, textarea, select, [contenteditable], [role="textbox"], [role="tree"], [role="dialog"]';

const isForText = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(takesLetters) !== null;
