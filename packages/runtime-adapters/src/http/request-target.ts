import { isIP } from 'node:net';
import { ConnectorFailure, type HttpRequest } from '@penstock/connector-sdk';
import { isAllowedAddress } from './address-guard';

export interface TargetPolicy {
  readonly baseUrl: string;
  /** Hosts (`name` or `name:port`) besides the base URL's own that this connection talks to. */
  readonly additionalHosts: readonly string[];
  readonly allowPrivateHosts: boolean | readonly string[];
}

export interface Target {
  readonly url: URL;
  readonly allowPrivate: boolean;
}

/** Where a request goes. @throws ConnectorFailure class `config` when the connection may not go there. */
export function targetOf(request: Pick<HttpRequest, 'url' | 'query'>, policy: TargetPolicy): Target {
  const base = parseUrl(policy.baseUrl);
  const url = /^[a-z][a-z0-9+.-]*:/i.test(request.url) ? parseUrl(request.url) : under(base, request.url);
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.append(name, value);
  return checkedTarget(url, base, policy);
}

/** Checks an address the remote side named itself: a redirect's `location`. */
export function redirectTarget(location: string, from: URL, policy: TargetPolicy): Target {
  if (!URL.canParse(location, from.href)) throw refusal('HTTP_URL_INVALID', 'The remote side redirected to an address that is not a URL.');
  return checkedTarget(new URL(location, from), parseUrl(policy.baseUrl), policy);
}

function checkedTarget(url: URL, base: URL, policy: TargetPolicy): Target {
  if (url.username !== '' || url.password !== '') throw refusal('HTTP_URL_INVALID', 'An address must not hold a user name or password.');
  const hosts = [base.host, ...policy.additionalHosts];
  if (!hosts.includes(url.host) && !policy.additionalHosts.includes(url.hostname)) {
    throw refusal('HTTP_HOST_NOT_ALLOWED', `This connection talks to ${base.host} only; ${url.host} was refused. Nothing was sent.`);
  }
  const allowPrivate = mayReachPrivate(url, policy.allowPrivateHosts);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowPrivate)) {
    throw refusal('HTTP_NOT_ENCRYPTED', `${url.host} would be reached without encryption. Nothing was sent.`);
  }
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isAllowedAddress(literal, allowPrivate)) throw blockedAddress(url.host);
  return { url, allowPrivate };
}

export const blockedAddress = (host: string): ConnectorFailure =>
  refusal('HTTP_ADDRESS_BLOCKED', `${host} is an address inside a private network, and this connection may not go there. Nothing was sent.`);

function mayReachPrivate(url: URL, allowed: boolean | readonly string[]): boolean {
  return typeof allowed === 'boolean' ? allowed : allowed.includes(url.hostname) || allowed.includes(url.host);
}

/** Joins a path to the base URL; `..` in an id must not climb out of it. */
function under(base: URL, path: string): URL {
  const folder = base.pathname.replace(/\/$/, '');
  const url = parseUrl(`${base.origin}${folder}/${path.replace(/^[/\\]+/, '')}`);
  if (!url.pathname.startsWith(`${folder}/`)) throw refusal('HTTP_URL_INVALID', 'The address leaves the base address of the connection.');
  return url;
}

function parseUrl(text: string): URL {
  if (!URL.canParse(text)) throw refusal('HTTP_URL_INVALID', 'The base address of the connection is not a URL.');
  return new URL(text);
}

function refusal(code: string, message: string): ConnectorFailure {
  return new ConnectorFailure({
    class: 'config',
    code,
    message,
    remedy: 'Check the base address in the connection; an administrator can allow a private host for it.',
  });
}
