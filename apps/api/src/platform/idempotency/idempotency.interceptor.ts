import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { UnitOfWork, type TenantStore } from '@penstock/database';
import { canonicalJson, parseJson, stringifyJson, type Json } from '@penstock/kernel';
import type { FastifyReply } from 'fastify';
import { catchError, from, mergeMap, throwError, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../auth/authenticated-request';
import { IdempotencyError } from './idempotency.errors';

const keyShape = /^[\x21-\x7e]{1,200}$/;
/** Shown once, to the first caller only: a stored answer never holds them. */
const shownOnce = new Set(['key', 'intakeSecret', 'link', 'secret', 'uri', 'codes']);

const begin = `
  insert into api_idempotency (organization_id, key, request_hash) values ($1, $2, $3) on conflict do nothing returning key`;
const find = `select request_hash, status, response from api_idempotency where organization_id = $1 and key = $2`;
const finish = `update api_idempotency set status = $3, response = $4 where organization_id = $1 and key = $2`;
const forget = `delete from api_idempotency where organization_id = $1 and key = $2`;

interface Remembered {
  readonly request_hash: string;
  readonly status: number | null;
  readonly response: string | null;
}

interface Attempt {
  readonly store: TenantStore;
  readonly key: string;
  readonly hash: string;
  readonly reply: FastifyReply;
}

/**
 * A write that carries an `Idempotency-Key` happens once: its repeat gets the first answer. A write that failed leaves
 * no trace, so it may be repeated; one whose process died in the middle answers 409 until a person looks.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = execution.switchToHttp().getRequest<AuthenticatedRequest>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !request.context) return next.handle();
    const attempt: Attempt = {
      store: this.unitOfWork.read(request.context),
      key: checkedKey(key),
      hash: hashOf(request),
      reply: execution.switchToHttp().getResponse<FastifyReply>(),
    };
    return from(begun(attempt)).pipe(mergeMap((isFirst) => (isFirst ? firstTime(attempt, next) : from(repeated(attempt)))));
  }
}

const begun = async ({ store, key, hash }: Attempt): Promise<boolean> => (await store.query(begin, [key, hash])).length > 0;

function firstTime({ store, key, reply }: Attempt, next: CallHandler): Observable<unknown> {
  return next.handle().pipe(
    mergeMap(async (answer: unknown) => {
      await store.query(finish, [key, reply.statusCode, stringifyJson(withoutSecrets(answer))]);
      return answer;
    }),
    catchError((error: unknown) => from(store.query(forget, [key])).pipe(mergeMap(() => throwError(() => error)))),
  );
}

async function repeated({ store, key, hash, reply }: Attempt): Promise<unknown> {
  const [known] = await store.query<Remembered>(find, [key]);
  if (known && known.request_hash !== hash) {
    throw new IdempotencyError('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request. Nothing was changed. Use a new key for a new request.');
  }
  if (!known || known.status === null) {
    throw new IdempotencyError('IDEMPOTENCY_IN_PROGRESS', 'The first request with this Idempotency-Key has not ended. Nothing was started a second time. Ask again in a moment.');
  }
  void reply.status(known.status).header('idempotency-replayed', 'true');
  return known.response === null ? undefined : parseJson(known.response);
}

function checkedKey(key: string | readonly string[]): string {
  if (typeof key === 'string' && keyShape.test(key)) return key;
  throw new IdempotencyError('IDEMPOTENCY_KEY_INVALID', 'An Idempotency-Key has 1 to 200 visible ASCII characters. Nothing was changed.');
}

/** A file is still on its way: its address names the hash of its content. */
const hashOf = ({ url, body }: AuthenticatedRequest): string =>
  createHash('sha256').update(`${url}\n${canonicalJson((body instanceof Readable ? null : (body ?? null)) as Json)}`).digest('hex');

function withoutSecrets(answer: unknown): Json {
  if (answer === null || typeof answer !== 'object') return (answer ?? null) as Json;
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !shownOnce.has(name))) as Json;
}

