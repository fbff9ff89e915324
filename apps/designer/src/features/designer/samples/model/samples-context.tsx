import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createSampleStore, type SampleState, type SampleStore } from './sample-store';

/** A store that forgets: for parts that are shown outside of an editor. */
const nowhere = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined } as unknown as Storage;

export const SamplesContext = createContext<SampleStore>(createSampleStore('', { pins: nowhere, tests: nowhere }));

export const useSampleStore = (): SampleStore => useContext(SamplesContext);

export function useSamples<T>(selector: (state: SampleState) => T): T {
  return useStore(useSampleStore(), selector);
}
