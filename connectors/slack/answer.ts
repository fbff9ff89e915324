import { ConnectorFailure, quoted, readJsonAnswer, requireSuccess, type AnswerReading, type HttpResponse } from '@penstock/connector-sdk';

export const system = { system: 'Slack', codePrefix: 'SLACK' };
const posting: AnswerReading = { ...system, writes: true, request: 'POST <incoming webhook>' };

/** Refusals are one word of plain text, e.g. `channel_not_found`; an accepted message is answered with `ok`. */
export function judge(response: HttpResponse): void {
  const word = response.body.trim();
  if (response.status >= 400 && response.status < 500 && response.status !== 429 && /^[a-z_]{2,60}$/.test(word)) throw refusal(word, response.status);
  requireSuccess(response, posting);
  // A page of a proxy is no acceptance; Rocket.Chat says `{"success":true}`.
  if (word !== 'ok') requireTrue(response);
}

function requireTrue(response: HttpResponse): void {
  const answer = readJsonAnswer({ ...response, body: response.body.trim() === '' ? '<empty>' : response.body }, posting);
  if (typeof answer === 'object' && answer !== null && 'success' in answer && answer.success === true) return;
  throw new ConnectorFailure({
    class: 'ambiguous',
    code: 'SLACK_ANSWER_UNEXPECTED',
    message: `The chat server answered with something else than “ok”. It is not known whether the message was posted.`,
    remedy: 'Look into the channel, then decide.',
    exchange: { request: posting.request, status: response.status },
  });
}

const gone = new Set(['no_service', 'no_service_id', 'no_team', 'team_disabled', 'invalid_token', 'channel_not_found', 'channel_is_archived', 'action_prohibited']);

function refusal(word: string, status: number): ConnectorFailure {
  const isGone = gone.has(word);
  return new ConnectorFailure({
    class: isGone ? 'config' : 'business',
    code: isGone ? 'SLACK_WEBHOOK_GONE' : 'SLACK_REFUSED',
    message: `The chat server refused the message and posted nothing: ${quoted(word)}.`,
    remoteCode: word,
    remedy: isGone ? 'Make a new incoming webhook for the channel and enter its URL in the connection.' : 'Correct the text or the blocks of the message.',
    exchange: { request: posting.request, status },
  });
}
