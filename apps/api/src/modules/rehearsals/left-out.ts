import type { RunLeftOut } from '@penstock/contracts';

const words: Record<RunLeftOut['code'], string> = {
  RUN_NOT_FOUND: 'This run does not exist, or it belongs to somebody else.',
  OTHER_FLOW: 'It is a run of another flow.',
  OTHER_ENVIRONMENT: 'It ran in another environment.',
  STILL_UNDER_WAY: 'It has not come to its end, so its record is not full yet. Try again when it has.',
  OUT_OF_RANGE: 'It was not started in the range of time that was asked for.',
  EVENT_CONTENT_ERASED: 'The content of its event is not kept any more.',
  RUN_TOO_LARGE: 'Its record is too large to be rehearsed beside real runs.',
  OUT_OF_TIME: 'The time of one request was over before its turn came. Ask for fewer runs at once.',
};

export const leftOut = (runId: string, code: RunLeftOut['code']): RunLeftOut => ({ runId, code, message: words[code] });
