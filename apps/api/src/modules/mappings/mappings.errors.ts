import { Refusal } from '../../platform/problem/refusal';

export type MappingErrorCode = 'MATCHER_BUSY' | 'PAYLOAD_HAS_CARD_DATA' | 'PAYLOAD_NOT_JSON';

/** Nothing was kept and nothing was sent, whatever the reason. */
export class MappingError extends Refusal<MappingErrorCode> {}

const retryAfterSeconds = 5;

export const matcherBusy = (): MappingError =>
  new MappingError(
    'MATCHER_BUSY',
    'Too many large field lists are being matched at the moment, and flows that run come first. Nothing was changed. Try again in a few seconds.',
    { retryAfterSeconds },
  );

export const sampleHasCardData = (): MappingError =>
  new MappingError(
    'PAYLOAD_HAS_CARD_DATA',
    'A sample carries card data, which Penstock never takes. Nothing was kept. Use a token or the last four digits.',
  );

export const sampleNotJson = (position: number): MappingError =>
  new MappingError(
    'PAYLOAD_NOT_JSON',
    `Sample ${position} is no JSON object. Nothing was kept. Correct it and try again.`,
  );
