import type { FailureClass } from '@penstock/connector-sdk';
import { remedyOf } from './error-catalogue';

/** `ok` means done; what it means for the caller depends on the call (a sale expects 101, a void 109). */
export type CodeMeaning =
  | { readonly kind: 'ok' }
  | { readonly kind: 'errors' }
  | { readonly kind: 'refused'; readonly class: FailureClass; readonly code: string; readonly message: string; readonly remedy?: string };

const ok: CodeMeaning = { kind: 'ok' };

const refused = (code: string, message: string): CodeMeaning => ({ kind: 'refused', class: 'business', code, message, ...remedyOf(code) });

const testOnly: CodeMeaning = {
  kind: 'refused',
  class: 'config',
  code: 'PAYTRACE_TEST_MODE',
  message: 'PayTrace answered in test mode: no money moved.',
  ...remedyOf('PAYTRACE_TEST_MODE'),
};

/**
 * Meaning of `response_code`, which alone decides: PayTrace sends 103 and 107 with `success: true` although nothing is
 * paid or refunded (comments in PayTrace’s own samples).
 */
export const responseCodes: Readonly<Record<string, CodeMeaning>> = {
  1: { kind: 'errors' },
  101: ok,
  102: refused('PAYTRACE_DECLINED', 'The card was declined; nothing was charged.'),
  103: refused(
    'PAYTRACE_AUTO_VOIDED',
    'The card was approved, but PayTrace voided the charge at once because address or security code did not match; nothing was charged.',
  ),
  104: testOnly,
  105: testOnly,
  106: ok,
  107: refused('PAYTRACE_NOT_REFUNDED', 'PayTrace did not refund; no money went back.'),
  108: testOnly,
  109: ok,
  110: refused('PAYTRACE_NOT_VOIDED', 'PayTrace did not void; the transaction stands.'),
  111: testOnly,
  112: ok,
  113: refused('PAYTRACE_NOT_CAPTURED', 'PayTrace did not capture; the authorization stands and nothing was charged.'),
  114: testOnly,
  120: ok,
  121: testOnly,
  122: ok,
  123: testOnly,
  124: ok,
  125: refused('PAYTRACE_CHECK_NOT_PROCESSED', 'The check was not processed; nothing was charged.'),
  160: ok,
  161: ok,
  162: ok,
  170: ok,
  171: ok,
  175: ok,
};
