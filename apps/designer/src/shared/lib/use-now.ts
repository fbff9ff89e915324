import { useSyncExternalStore } from 'react';

/** One ticking clock for all relative times on the page. */
const tickMs = 5_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    listeners.forEach((notify) => notify());
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

const minuteMs = 60_000;

/** The same clock by the minute, for what takes work to follow it. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => now - (now % minuteMs));
}
