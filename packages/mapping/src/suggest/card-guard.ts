import { isSecurityCodeKey } from '@penstock/card-data-guard';
import type { SampleFormat } from './sample-format';

/**
 * Card data never flows by suggestion. Numbers, security codes and track data of cards are no sources; a field that
 * takes a card number is offered masked numbers only.
 *
 * G1 A source that is card data is in no pair and in no list of candidates.
 * G2 A target that is card data gets nothing, unless it takes a number and the source is masked.
 */
export type CardDataRole = 'secret' | 'number' | 'masked' | 'none';

const squeezed = (path: string): string => path.toLowerCase().replace(/[^a-z0-9]/g, '');
const answer =
  /(?:response|result|check|match|status|message|indicator|present|provided|flag|type|brand|date|exp\w*|month|year|required|enabled|name)$/;
const track =
  /(?:^|card|full|raw|magnetic|swipe)track(?:[123]|data|[123]data)?$|magstripe|magneticstripe|swipe(?:data|d)?$|pinblock|emvdata|^pin$|cardpin/;
const spelledOut =
  /(?:cardverification|verificationvalue|verificationnumber|securitycode|customerverificationvalue|cardcode|cryptogram|cavv)/;
const number =
  /(?:cardnumber|cardno|cardnum|ccnumber|ccno|ccnum|cardpan|primaryaccountnumber|^pan|creditcardnumber|debitcardnumber|accountnumbercard|encryptedcc|encryptedcard|^cc|^ccn)$/;
const masked = /mask|last(?:4|four)|truncat|lastdigits|suffix|obfuscat|redact/;
const cardObject =
  /(?:^|[._/[\]])(?:credit_?|debit_?|payment_?)?card[\w]*(?:\[\d*\])?[./](?:number|no|num|pan|value)$/i;

/** What a field is to the rules of card data, by its path, and by its samples where a name hides it. */
export function cardDataRole(path: string, format: SampleFormat | undefined): CardDataRole {
  const name = squeezed(leafOf(path));
  if (track.test(name)) return 'secret';
  if ((isSecurityCodeKey(path) || spelledOut.test(name)) && !answer.test(name)) return 'secret';
  if (masked.test(name) || format === 'masked-card') return format === 'card-number' ? 'number' : 'masked';
  if (number.test(name) || cardObject.test(path) || format === 'card-number') return 'number';
  return 'none';
}

export function isAllowedFlow(source: CardDataRole, target: CardDataRole): boolean {
  if (source === 'secret' || source === 'number' || target === 'secret') return false;
  return target === 'number' ? source === 'masked' : true;
}

const leafOf = (path: string): string =>
  path
    .split(/[./]/)
    .filter((part) => part !== '')
    .at(-1) ?? path;
