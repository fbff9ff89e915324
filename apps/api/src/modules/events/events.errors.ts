import { Refusal } from '../../platform/problem/refusal';

export type EventErrorCode = 'EVENT_NOT_FOUND' | 'EVENT_NOT_REPLAYABLE';

export class EventError extends Refusal<EventErrorCode> {}

export const eventNotFound = (): EventError => new EventError('EVENT_NOT_FOUND', 'There is no such event.');
