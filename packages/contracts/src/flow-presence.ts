import { z } from 'zod';
import { uuid } from './common';

/** How often an open designer says that it is open. */
export const presenceEveryMs = 5_000;
/** A tab that was silent for so long counts as closed. */
export const presenceEndsAfterMs = 30_000;

/** One open tab tells where it is, or that it closes; the answer says who else is there. */
export const flowPresenceRequest = z.strictObject({
  /** Made by the tab; the same for as long as it is open. */
  tabId: uuid,
  /** The step whose settings are open; `trigger` for the trigger. */
  stepId: z.string().min(1).max(60).nullable(),
  isOpen: z.boolean().default(true),
});
export type FlowPresenceRequest = z.input<typeof flowPresenceRequest>;

export const presentTab = z.object({
  tabId: uuid,
  /** As people call each other; of a key, what it is called. */
  name: z.string(),
  /** The same person as who asks, in another tab. */
  isYou: z.boolean(),
  stepId: z.string().nullable(),
});
export type PresentTab = z.infer<typeof presentTab>;

/** The other open tabs, those that were opened first before the others. */
export const flowPresence = z.object({ tabs: z.array(presentTab) });
export type FlowPresence = z.infer<typeof flowPresence>;
