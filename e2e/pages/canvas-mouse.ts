import { expect, type Locator, type Page } from '@playwright/test';

interface Point {
  readonly x: number;
  readonly y: number;
}

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

/** The canvas as somebody with a mouse uses it: presses, moves and releases, nothing else. */
export class CanvasMouse {
  constructor(private readonly page: Page) {}

  step(name: string): Locator {
    return this.page.locator('.react-flow__node').filter({ hasText: name });
  }

  /** Pulls an entry of the palette onto the canvas, with its middle at a point of the page. */
  async dragIn(title: string, at: Point): Promise<void> {
    const search = this.page.getByRole('textbox', { name: 'Search steps' });
    await search.fill(title);
    await this.drag(await middleOf(this.page.getByRole('button', { name: new RegExp(`^${title}`) }).first()), at);
    await search.fill('');
    await middleOf(this.step(title));
  }

  /** Pulls a line from an exit of a step to the way into another. */
  async connect(from: string, to: string, exit = 'default'): Promise<void> {
    const source = this.step(from).locator(`.react-flow__handle[data-handleid="${exit}"]`);
    await this.drag(await middleOf(source), await middleOf(this.step(to).locator('.react-flow__handle.target')));
  }

  /** Where a line is half-way between two steps. */
  async between(from: string, to: string): Promise<Point> {
    const [start, end] = [await middleOf(this.step(from)), await middleOf(this.step(to))];
    return { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  }

  /** What leads to what, as the lines are called for a screen reader. */
  lines(): Promise<string[]> {
    return this.page.locator('.react-flow__edge').evaluateAll((edges) => edges.map((edge) => edge.getAttribute('aria-label') ?? ''));
  }

  /** A point of the canvas, from its upper left corner. */
  async at(x: number, y: number): Promise<Point> {
    const box = await this.page.locator('.react-flow').boundingBox();
    return { x: (box?.x ?? 0) + x, y: (box?.y ?? 0) + y };
  }

  /** In steps, as a hand does: the browser starts a drag only after the pointer moved. */
  private async drag(from: Point, to: Point): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + 8, from.y + 8, { steps: 3 });
    await mouse.move(to.x, to.y, { steps: 12 });
    await mouse.up();
  }
}

/** Once it stands still: the canvas moves by itself when something new would be out of sight. */
async function middleOf(locator: Locator): Promise<Point> {
  let [before, now] = [await locator.boundingBox(), null as Box | null];
  await expect(async () => {
    [before, now] = [now, await locator.boundingBox()];
    expect(now, `${String(locator)} is in sight`).not.toBeNull();
    expect(now).toEqual(before);
  }).toPass({ intervals: [60] });
  return { x: (now?.x ?? 0) + (now?.width ?? 0) / 2, y: (now?.y ?? 0) + (now?.height ?? 0) / 2 };
}
