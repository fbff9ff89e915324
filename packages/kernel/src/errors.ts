/** Base of every typed error: a stable `code` for programs and a message for its reader. */
export class PenstockError<Code extends string = string> extends Error {
  constructor(
    readonly code: Code,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A bug of ours: a condition the code relies on does not hold. Never caught to continue. */
export class InvariantViolation extends PenstockError<'INVARIANT_VIOLATED'> {
  constructor(mustHold: string) {
    super('INVARIANT_VIOLATED', `This must hold and does not: ${mustHold}`);
  }
}

/** @throws InvariantViolation when the condition is false. */
export function invariant(condition: unknown, mustHold: string): asserts condition {
  if (!condition) throw new InvariantViolation(mustHold);
}

/** Makes a `switch` over a union exhaustive: adding a member without a case fails to compile. */
export function assertNever(value: never): never {
  throw new InvariantViolation(`unhandled case ${String(value)}`);
}

/** The text of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
