import { CardDataScanner } from '@penstock/card-data-guard';

/**
 * Looks for card data in bytes, whatever they mean: ASCII digits stand as they are in UTF-8 and its likes, and with
 * zeros between them in UTF-16, which are left out here. What is packed or encrypted inside cannot be seen.
 */
export class BytesGuard {
  private readonly scanner = new CardDataScanner();
  private readonly decoder = new TextDecoder();

  refuses(bytes: Uint8Array): boolean {
    return this.scanner.hasCardDataIn(this.decoder.decode(bytes, { stream: true }).replaceAll('\u0000', ''));
  }

  refusesAtEnd(): boolean {
    return this.scanner.hasCardDataAtEnd();
  }
}
