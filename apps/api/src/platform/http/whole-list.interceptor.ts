import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { wholeListQuery } from '@penstock/contracts';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { isWholePage, partOfWhole } from '../paging';
import { requestInvalid } from '../problem/request.errors';

/** Gives lists that are made whole in pages to whoever asks for pages, so that every list can be read the same way. */
@Injectable()
export class WholeListInterceptor implements NestInterceptor {
  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { query } = execution.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(
      map((answer: unknown) => {
        if (!isWholePage(answer)) return answer;
        const wanted = wholeListQuery.safeParse(query);
        if (!wanted.success) throw requestInvalid(wanted.error);
        return partOfWhole(answer, wanted.data);
      }),
    );
  }
}
