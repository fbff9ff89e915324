import { problem, type Issue, type Problem } from '@penstock/contracts';
import { PenstockError } from '@penstock/kernel';

/** A refusal of the API with its problem document. The message is the document's `detail`: written for people. */
export class ApiProblem extends PenstockError {
  constructor(
    readonly problem: Problem,
    /** How long to wait before asking again; set when too much was asked (429) or the server is busy. */
    readonly retryAfterSeconds?: number,
  ) {
    super(problem.code, problem.detail);
  }

  get status(): number {
    return this.problem.status;
  }

  get issues(): readonly Issue[] {
    return this.problem.issues ?? [];
  }
}

/** The API could not be reached, or answered something that is not its contract. */
export class ApiUnreachable extends PenstockError<'API_UNREACHABLE' | 'API_ANSWER_UNREADABLE'> {}

/** Reads the refusal in an answer; a proxy's HTML page becomes a problem that says so. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = problem.safeParse(body);
  if (parsed.success) return new ApiProblem(parsed.data, secondsOf(response.headers.get('retry-after')));
  return new ApiProblem({
    type: 'about:blank',
    title: response.statusText || 'Refused',
    status: response.status,
    code: 'HTTP_ERROR',
    detail: `The server answered ${response.status} without saying why. Nothing was changed by this page; try again in a moment.`,
    requestId: response.headers.get('x-request-id') ?? '',
  });
}

const secondsOf = (header: string | null): number | undefined => (header !== null && /^\d{1,6}$/.test(header) ? Number(header) : undefined);
