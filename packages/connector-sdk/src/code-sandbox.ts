import type { Json } from '@penstock/kernel';

/**
 * Runs code of a flow's builder away from the platform. The implementation (runtime-adapters, QuickJS in a worker
 * thread) gives it nothing but its input: no clock, no dice, no network, no files, no host functions (S2).
 */
export interface CodeSandbox {
  /**
   * Runs the body of a function of `input` and answers with what it returns, undefined as null.
   *
   * Numbers: integers that a JavaScript number holds exactly stay numbers; all others come in as exact decimals, which
   * refuse `+`, `<` and the like, and must go out as such (or as text).
   * @throws ConnectorFailure class `business` (`CODE_THREW`) for what the code throws itself, `config` for what it is
   *   stopped for, `transient` when the sandbox itself failed.
   */
  run(program: SandboxProgram): Promise<Json>;
}

export interface SandboxProgram {
  readonly code: string;
  readonly input: Json;
  /** Milliseconds; the sandbox stops the code after them whatever it does. */
  readonly timeoutMs: number;
}
