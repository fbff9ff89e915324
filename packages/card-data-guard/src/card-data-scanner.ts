import { findCardDataInText } from './card-data';

/** Looked at together. */
const WINDOW = 64 * 1024;
/** Looked at again with what follows: twice the room that a track, or a value with its name, can take. */
const OVERLAP = 1_024;
/** A number this close to the end may be the beginning of something longer and harmless: it is judged with what follows. */
const UNSURE = 256;

/** Looks through a text that comes in pieces, as a file does, holding no more of it than a window. */
export class CardDataScanner {
  private held = '';
  private judged = 0;

  /** @returns whether card data was found in what has come so far. */
  hasCardDataIn(piece: string): boolean {
    this.held += piece;
    return this.held.length >= WINDOW && this.look(this.held.length - UNSURE);
  }

  /** The same for the rest; ends the text. */
  hasCardDataAtEnd(): boolean {
    return this.look(this.held.length);
  }

  private look(sureTo: number): boolean {
    // What ends in the first half of the overlap was judged before, beside the words in front of it.
    const isHit = findCardDataInText(this.held).some(({ end }) => end > this.judged && end <= sureTo);
    this.held = this.held.slice(-OVERLAP);
    this.judged = this.held.length / 2;
    return isHit;
  }
}
