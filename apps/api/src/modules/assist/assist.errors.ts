import { Refusal } from '../../platform/problem/refusal';

export type AssistErrorCode =
  | 'AI_ANSWER_UNUSABLE'
  | 'AI_BUSY'
  | 'AI_CARD_DATA'
  | 'AI_CHANGED'
  | 'AI_DRAFT_DISCARDED'
  | 'AI_KEY_NEEDED'
  | 'AI_KEY_REFUSED'
  | 'AI_NOT_SET_UP'
  | 'AI_OFF'
  | 'AI_UNREACHABLE';

/** A model only proposes: whatever goes wrong with it, no draft, flow or money was touched. */
export class AssistError extends Refusal<AssistErrorCode> {}

export const notSetUp = (): AssistError =>
  new AssistError('AI_NOT_SET_UP', 'No AI provider is set up here. Nothing was sent and nothing was changed. An administrator can set one up under Settings, AI provider.');

export const switchedOff = (): AssistError =>
  new AssistError('AI_OFF', 'The AI provider is switched off. Nothing was sent and nothing was changed. An administrator can switch it on under Settings, AI provider.');

export const providerChanged = (): AssistError =>
  new AssistError('AI_CHANGED', 'The AI provider was changed while this was on its way to it. Nothing was sent and nothing else was changed. Try again: the new provider is asked then.');

export const keyNeeded = (host = 'another address'): AssistError =>
  new AssistError('AI_KEY_NEEDED', `The stored key was entered for ${host} and is not sent to anybody else. Nothing was saved. Enter the key for the new address, or say that it needs none.`);

export const cardDataFound = (kind: string): AssistError =>
  new AssistError('AI_CARD_DATA', `What was to be sent holds card data (${kind}). Nothing was sent to the AI provider and nothing was changed. Take it out and try again.`);

export const unreachable = (host: string, why: string, cause?: unknown): AssistError =>
  new AssistError('AI_UNREACHABLE', `${host} ${why}. Nothing was changed. Try again in a moment, or ask an administrator to look at Settings, AI provider.`, { cause });

export const keyRefused = (host: string): AssistError =>
  new AssistError('AI_KEY_REFUSED', `${host} does not accept the stored key. Nothing was changed. An administrator can enter another one under Settings, AI provider.`);

export const busy = (host: string, retryAfterSeconds: number): AssistError =>
  new AssistError('AI_BUSY', `${host} takes no more requests at the moment, or its account has no credit left. Nothing was changed. Try again later.`, { retryAfterSeconds });

export const answerUnusable = (why: string, cause?: unknown): AssistError =>
  new AssistError('AI_ANSWER_UNUSABLE', `${why}. The answer was thrown away and nothing was changed. Say it in other words and try again.`, { cause });

/** @param why whole sentences of the checker */
export const draftDiscarded = (what: string, why: string): AssistError =>
  new AssistError('AI_DRAFT_DISCARDED', `The ${what} that the model wrote does not pass the check and was thrown away: ${why} Nothing was changed. Say it in other words, name the fields, and try again.`);
