import type { FailureRecord } from '../core/failure';

/** Said by several kinds of steps: a mapping could not be evaluated. */
export function mappingFailure(stepId: string, errors: readonly { readonly path: string; readonly message: string }[]): FailureRecord {
  const [first] = errors;
  return {
    class: 'config',
    code: 'MAPPING_FAILED',
    message: first ? `The mapping could not make “${first.path}”: ${first.message}` : 'The mapping could not be evaluated.',
    remedy: 'Nothing was sent. Mend the mapping or the value, deploy, then retry the run.',
    stepId,
    ...(first && { field: first.path }),
  };
}
