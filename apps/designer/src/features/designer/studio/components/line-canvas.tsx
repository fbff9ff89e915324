import { useEffect, useRef } from 'react';
import type { DrawnLine } from '../model/line-geometry';
import type { LinkState } from '../model/mapping-links';

interface LineCanvasProps {
  readonly lines: readonly DrawnLine[];
  readonly width: number;
  readonly height: number;
  readonly hasFocus: boolean;
  isFocused(line: DrawnLine): boolean;
}

const colours: Readonly<Record<LinkState, string>> = {
  mapped: '--ps-line-mapped',
  formula: '--ps-waiting',
  conditional: '--ps-running',
  loop: '--ps-line',
  problem: '--ps-failed',
  suggested: '--ps-line-suggested',
};

/** The same lines as the SVG's, for pictures with too many of them. */
export function LineCanvas({ lines, width, height, hasFocus, isFocused }: LineCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (!element || !pen) return;
    const scale = window.devicePixelRatio;
    element.width = width * scale;
    element.height = height * scale;
    pen.scale(scale, scale);
    const styles = getComputedStyle(element);
    for (const line of lines) {
      const focused = isFocused(line);
      pen.strokeStyle = styles.getPropertyValue(colours[line.state]);
      pen.globalAlpha = hasFocus && !focused ? 0.25 : 1;
      pen.lineWidth = focused ? 2.5 : 1.5;
      pen.setLineDash(line.state === 'suggested' ? [5, 4] : []);
      pen.beginPath();
      pen.moveTo(0, line.startY);
      pen.bezierCurveTo(width / 2, line.startY, width / 2, line.endY, width, line.endY);
      pen.stroke();
    }
  });
  return <canvas ref={canvas} className="ps-lines" style={{ width, height }} />;
}
