import type { Issue } from '@penstock/contracts';
import { z } from 'zod';
import { Refusal } from './refusal';

export type RequestErrorCode =
  | 'REQUEST_INVALID'
  | 'MALFORMED_JSON'
  | 'CONTENT_TYPE_UNSUPPORTED'
  | 'BODY_TOO_LARGE'
  | 'ROUTE_NOT_FOUND'
  | 'CURSOR_INVALID'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_ERROR';

export class RequestError extends Refusal<RequestErrorCode> {}

/** Turns what zod found into issues a person can find in the request. */
export function requestInvalid(error: unknown): RequestError {
  const issues = error instanceof z.core.$ZodError ? error.issues.flatMap(issuesFrom) : [];
  return new RequestError('REQUEST_INVALID', 'The request was not carried out: some of its fields are not as they must be. Nothing was changed.', {
    issues,
  });
}

function issuesFrom(found: z.core.$ZodIssue): readonly Issue[] {
  const path = found.path.map(String);
  if (found.code !== 'unrecognized_keys') return [{ code: found.code, path: path.join('.'), message: found.message }];
  return found.keys.map((key) => ({
    code: found.code,
    path: [...path, key].join('.'),
    message: 'This field is not part of the request.',
  }));
}
