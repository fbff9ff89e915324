import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

const pauseMs = 250;

/**
 * The text of a search field whose word counts after a pause in typing. The field follows `applied` when that changes by
 * other means (the way back, a cleared filter), but not when it is only what was typed a moment ago.
 */
export function useSearchText(applied: string, apply: (q: string) => void) {
  const [text, setText] = useState(applied);
  const [seen, setSeen] = useState(applied);
  const [sent, setSent] = useState(applied);
  const applyLater = useDebouncedCallback((q: string) => {
    setSent(q);
    apply(q);
  }, pauseMs);
  if (seen !== applied) {
    setSeen(applied);
    if (applied !== sent) setText(applied);
  }
  const type = (typed: string): void => {
    setText(typed);
    applyLater(typed.trim());
  };
  return { text, type };
}
