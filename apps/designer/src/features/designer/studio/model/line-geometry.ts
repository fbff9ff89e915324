import type { FieldTree } from './field-tree';
import type { FieldLink, LinkState } from './mapping-links';
import { anchorOf, type Anchor, type VisibleRows } from './visible-rows';

/** One tree as the lines see it. Heights and offsets in CSS pixels. */
export interface TreeView {
  readonly tree: FieldTree;
  readonly rows: VisibleRows;
  readonly scrollTop: number;
  readonly height: number;
}

/** A link with the rows its ends are at; scrolling does not change them. */
export interface AnchoredLink {
  readonly link: FieldLink;
  readonly start: Anchor;
  readonly end: Anchor;
}

/** What of a tree anchors depend on. */
type Rows = Pick<TreeView, 'tree' | 'rows'>;

/** The links that have a row on both sides, worked out when rows change and not in the scroll frame. */
export function anchoredLinks(links: readonly FieldLink[], source: Rows, target: Rows): readonly AnchoredLink[] {
  return links.flatMap((link) => {
    const start = anchorAt(source, link.source);
    const end = anchorAt(target, link.target);
    return start && end ? [{ link, start, end }] : [];
  });
}

/** How far a tree is scrolled, and how high it is. */
type Scroll = Pick<TreeView, 'scrollTop' | 'height'>;

export interface LineQuestion {
  readonly links: readonly AnchoredLink[];
  readonly source: Scroll;
  readonly target: Scroll;
  readonly rowHeight: number;
}

export interface DrawnLine {
  /** The links it stands for: more than one where lines to a closed parent fall together. */
  readonly links: readonly FieldLink[];
  readonly state: LinkState;
  readonly startY: number;
  readonly endY: number;
  /** Ends at a closed parent, on one side at least. */
  readonly isStacked: boolean;
}

/** Lines that lead out of sight, by side and direction. */
export interface RailCounts {
  readonly sourceAbove: number;
  readonly sourceBelow: number;
  readonly targetAbove: number;
  readonly targetBelow: number;
}

export interface LinePicture {
  readonly lines: readonly DrawnLine[];
  readonly rails: RailCounts;
}

/** Ends out of sight are drawn on this strip at the edge. */
export const RAIL_HEIGHT = 6;

/** From the most to the least telling: what lines that fall together look like. */
const precedence: readonly LinkState[] = ['problem', 'suggested', 'conditional', 'formula', 'mapped', 'loop'];

/**
 * Where every line runs, from row positions and scroll offsets alone: `y = row × height − scrollTop + height / 2`.
 * A line with both ends out of sight is not drawn; it is counted where it leads.
 */
export function drawLines(question: LineQuestion): LinePicture {
  const { links, source, target, rowHeight } = question;
  const counts = { sourceAbove: 0, sourceBelow: 0, targetAbove: 0, targetBelow: 0 };
  const together = new Map<string, { links: FieldLink[]; line: DrawnLine }>();
  for (const { link, start: from, end: to } of links) {
    const start = endOf(from, source, rowHeight);
    const end = endOf(to, target, rowHeight);
    if (start.place !== 'inside') counts[start.place === 'above' ? 'sourceAbove' : 'sourceBelow'] += 1;
    if (end.place !== 'inside') counts[end.place === 'above' ? 'targetAbove' : 'targetBelow'] += 1;
    if (start.place !== 'inside' && end.place !== 'inside') continue;
    const key = `${start.y} ${end.y}`;
    const group = together.get(key);
    if (group) group.links.push(link);
    else {
      const isStacked = start.isStacked || end.isStacked;
      const fresh: FieldLink[] = [link];
      together.set(key, {
        links: fresh,
        line: { links: fresh, state: link.state, startY: start.y, endY: end.y, isStacked },
      });
    }
  }
  return {
    lines: [...together.values()].map(({ links: all, line }) => ({ ...line, state: loudest(all) })),
    rails: counts,
  };
}

interface LineEnd {
  readonly y: number;
  readonly place: 'above' | 'inside' | 'below';
  readonly isStacked: boolean;
}

function endOf(anchor: Anchor, { scrollTop, height }: Scroll, rowHeight: number): LineEnd {
  const y = rowCentre(anchor.row, { rowHeight, scrollTop });
  if (y < 0) return { y: RAIL_HEIGHT / 2, place: 'above', isStacked: anchor.isStacked };
  if (y > height) return { y: height - RAIL_HEIGHT / 2, place: 'below', isStacked: anchor.isStacked };
  return { y, place: 'inside', isStacked: anchor.isStacked };
}

function anchorAt({ tree, rows }: Rows, key: string): Anchor | undefined {
  const at = positionOf(tree, key);
  return at === undefined ? undefined : anchorOf(tree, rows, at);
}

/** A field no schema lists belongs to the nearest parent that is listed. */
function positionOf({ positions }: FieldTree, key: string): number | undefined {
  let path = key;
  while (path !== '') {
    const at = positions.get(path);
    if (at !== undefined) return at;
    const cut = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    path = cut < 0 ? '' : path.slice(0, cut);
  }
  return undefined;
}

export const rowCentre = (row: number, at: { readonly rowHeight: number; readonly scrollTop: number }): number =>
  row * at.rowHeight - at.scrollTop + at.rowHeight / 2;

function loudest(links: readonly FieldLink[]): LinkState {
  const [only] = links;
  if (only && links.length === 1) return only.state;
  return precedence.find((state) => links.some((link) => link.state === state)) ?? 'mapped';
}

/** A line as an SVG path: leaves and arrives level, so that it reads as one with its rows. */
export function linePath({ startY, endY }: Pick<DrawnLine, 'startY' | 'endY'>, width: number): string {
  const bend = width / 2;
  return `M0 ${startY}C${bend} ${startY} ${width - bend} ${endY} ${width} ${endY}`;
}

/** Beyond this many lines a canvas draws them: each SVG path is an element the browser keeps. */
export const MOST_SVG_LINES = 400;
