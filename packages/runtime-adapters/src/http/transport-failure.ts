import { LEASE_ENDING } from '@penstock/engine';
import { ConnectorFailure, type FailureDetails } from '@penstock/connector-sdk';
import { BlockedAddress } from './address-guard';
import { TransportError } from './transport-error';
import { blockedAddress } from './request-target';

/** Turns an exchange without an answer into the failure class the engine acts on. Everything else passes unchanged. */
export function transportFailure(thrown: unknown, host: string, requestLine: string): unknown {
  if (!(thrown instanceof TransportError)) return thrown;
  if (thrown.cause instanceof BlockedAddress) return blockedAddress(host);
  const details = thrown.sent ? ambiguousDetails(thrown, host) : notSentDetails(thrown, host);
  return new ConnectorFailure({ ...details, exchange: { request: requestLine } }, { cause: harmlessCause(thrown) });
}

function notSentDetails(error: TransportError, host: string): FailureDetails {
  if (error.problem === 'fenced') {
    return { class: 'not-sent', code: LEASE_ENDING, message: 'The worker was about to lose its lease, so nothing was sent.' };
  }
  const reason = error.problem === 'timed-out' ? 'no connection became free in time' : reasonOf(error.cause);
  return {
    class: 'not-sent',
    code: 'HTTP_NOT_SENT',
    message: `${host} could not be reached (${reason}). The request did not leave, so nothing was done there.`,
    remedy: 'It is tried again by itself. If it stays so, check the address of the connection and whether the system is up.',
  };
}

function ambiguousDetails(error: TransportError, host: string): FailureDetails {
  return {
    class: 'ambiguous',
    code: `HTTP_${error.problem === 'timed-out' ? 'TIMED_OUT' : error.problem === 'failed' ? 'CONNECTION_LOST' : 'RESPONSE_TOO_LARGE'}`,
    message: `The request reached ${host}, but no complete answer came back. It is not known whether it was carried out.`,
    remedy: 'The platform asks the remote system what happened before anything is sent again.',
  };
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENOTFOUND: 'name not known',
  EAI_AGAIN: 'name look-up failed',
  ETIMEDOUT: 'no answer to the connection attempt',
  UND_ERR_CONNECT_TIMEOUT: 'no answer to the connection attempt',
  EHOSTUNREACH: 'no route',
  ENETUNREACH: 'no route',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  return reasons[code] ?? (code || 'connection failed');
}

/** Parser errors carry raw answer bytes, which may echo secrets: only the code travels on. */
const harmlessCause = (error: TransportError): string => codeOf(error.cause) || error.problem;

const codeOf = (cause: unknown): string =>
  typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
