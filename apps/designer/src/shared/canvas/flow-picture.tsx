import {
  frameOf,
  isContainer,
  lineHeightOf,
  onwardPortsOf,
  innerPortOf,
  TRIGGER_ID,
  type FlowDocument,
  type FlowEdge,
  type Frame,
} from '@penstock/flow-model';
import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import { useMemo } from 'react';
import { actionOf, movesMoney } from '../lib/connector-catalog';

interface FlowPictureProps {
  readonly flow: FlowDocument;
  readonly connectors: readonly ConnectorDescriptor[];
  readonly label: string;
}

/** Around the flow, in canvas pixels. */
const margin = 40;

/** A flow as a small drawing: its shape, and where money is moved. Not a canvas: nothing can be chosen in it. */
export function FlowPicture({ flow, connectors, label }: FlowPictureProps) {
  const drawing = useMemo(() => draw(flow, connectors), [flow, connectors]);
  return (
    <svg className="ps-picture" role="img" aria-label={label} viewBox={drawing.viewBox} preserveAspectRatio="xMidYMid meet">
      {drawing.frames.map(({ id, frame, look }) => (
        <rect key={id} className={`ps-picture__card ps-picture__card--${look}`} {...frame} rx={10} />
      ))}
      {drawing.lines.map(({ id, path }) => (
        <path key={id} className="ps-picture__line" d={path} />
      ))}
    </svg>
  );
}

type Look = 'trigger' | 'money' | 'frame' | 'step';

function draw(flow: FlowDocument, connectors: readonly ConnectorDescriptor[]) {
  const ids = [TRIGGER_ID, ...Object.keys(flow.steps)];
  // Frames first: what stands in them is drawn over them.
  const frames = ids
    .map((id) => ({ id, frame: frameOf(flow, id), look: lookOf(flow, id, connectors) }))
    .sort((a, b) => Number(b.look === 'frame') - Number(a.look === 'frame'));
  const right = Math.max(...frames.map(({ frame }) => frame.x + frame.width));
  const bottom = Math.max(...frames.map(({ frame }) => frame.y + frame.height));
  const x = Math.min(...frames.map(({ frame }) => frame.x));
  const y = Math.min(...frames.map(({ frame }) => frame.y));
  return {
    viewBox: [x - margin, y - margin, right - x + 2 * margin, bottom - y + 2 * margin].join(' '),
    frames,
    lines: flow.edges.map((edge) => ({ id: edge.id, path: lineOf(flow, edge) })),
  };
}

function lookOf(flow: FlowDocument, id: string, connectors: readonly ConnectorDescriptor[]): Look {
  const step = flow.steps[id];
  if (!step) return 'trigger';
  if (isContainer(step)) return 'frame';
  return movesMoney(actionOf(connectors, step)) ? 'money' : 'step';
}

function lineOf(flow: FlowDocument, { from, port, to }: FlowEdge): string {
  const source = flow.steps[from];
  const one = frameOf(flow, from);
  const two = frameOf(flow, to);
  const isInner = innerPortOf(source) === port;
  const startX = isInner ? one.x + 22 : one.x + one.width;
  const startY = isInner ? one.y + lineHeightOf(source, one) : exitHeight(one, onwardPortsOf(source), port);
  const endY = two.y + lineHeightOf(flow.steps[to], two);
  const bend = Math.max(20, (two.x - startX) / 2);
  return `M${startX} ${startY}C${startX + bend} ${startY} ${two.x - bend} ${endY} ${two.x} ${endY}`;
}

function exitHeight({ y, height }: Frame, ports: readonly string[], port: string): number {
  const index = Math.max(0, ports.indexOf(port));
  return ports.length > 1 ? y + (height * (index + 1)) / (ports.length + 1) : y + height / 2;
}
