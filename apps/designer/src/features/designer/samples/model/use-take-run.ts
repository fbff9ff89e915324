import { useEffect } from 'react';
import { useSampleStore } from './samples-context';

/** The run that was chosen for the canvas also gives the values beside the settings; one that merely appears does not. */
export function useTakeRun(chosenId: string | null): void {
  const samples = useSampleStore();
  useEffect(() => samples.getState().takeRun(chosenId), [samples, chosenId]);
}
