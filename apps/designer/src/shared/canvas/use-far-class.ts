import { useStore } from '@xyflow/react';
import { createContext } from 'react';

/** Below this zoom the small print of cards cannot be read. */
const farZoom = 0.72;
/** Below this one a + in a line is smaller than a pointer. */
const insertZoom = 0.45;

/** From afar there is nothing to press in a line or at a card's edge, and thousands of dots would be drawn for nothing. */
export const useIsFar = (): boolean => useStore((state) => state.transform[2] < insertZoom);

/** The class that makes cards readable from afar. */
export const useFarClass = (): string => useStore((state) => (state.transform[2] < farZoom ? 'ps-far' : ''));

/** Whether the canvas is seen from afar, told once to all cards: a thousand of them asking the zoom costs frames. */
export const FarContext = createContext(false);
