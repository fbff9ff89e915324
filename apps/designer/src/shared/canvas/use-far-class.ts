import { useStore } from '@xyflow/react';

/** Below this zoom the small print of cards cannot be read. */
const farZoom = 0.72;
/** Below this one a + in a line is smaller than a pointer. */
const insertZoom = 0.45;

/** From afar there is nothing to press between two cards, and a thousand buttons would be drawn for nothing. */
export const useIsFar = (): boolean => useStore((state) => state.transform[2] < insertZoom);

/** The class that makes cards readable from afar. */
export const useFarClass = (): string => useStore((state) => (state.transform[2] < farZoom ? 'ps-far' : ''));
