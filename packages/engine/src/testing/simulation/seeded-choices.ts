import { seededRandom, type Random } from '@penstock/kernel';

/** Choices drawn from a seed; independent streams of one seed do not disturb each other. */
export class SeededChoices implements Random {
  private readonly random: Random;

  constructor(seed: number, stream: number) {
    this.random = seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b));
  }

  next(): number {
    return this.random.next();
  }
  happens(probability: number): boolean {
    return this.next() < probability;
  }
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }
  oneOf<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.next() * items.length)]!;
  }
}
