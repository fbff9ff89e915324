import { fileName, type HttpResponse } from '@penstock/connector-sdk';

/** What the remote side calls a file (RFC 6266), else the end of the path; never a way to another folder. */
export function nameFrom(headers: HttpResponse['headers'], path: string): string {
  const disposition = headers['content-disposition'] ?? '';
  const exact = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(disposition)?.[1];
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition);
  const candidates = [exact && decoded(exact), plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2], decoded(path.slice(path.lastIndexOf('/') + 1))];
  return candidates.map(lastPart).find((name) => fileName.safeParse(name).success)?.trim() ?? 'file';
}

const lastPart = (text: string | undefined): string => (text ?? '').split(/[/\\]/).at(-1) ?? '';

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
