import { useStore } from '@xyflow/react';

/** Below this zoom the small print of cards cannot be read. */
const farZoom = 0.72;

/** The class that makes cards readable from afar. */
export const useFarClass = (): string => useStore((state) => (state.transform[2] < farZoom ? 'ps-far' : ''));
