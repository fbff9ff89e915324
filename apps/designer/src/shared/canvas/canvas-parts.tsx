import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo, useContext } from 'react';
import type { StepNode } from './flow-to-canvas';
import type { ExitView } from './exits';
import { FrameCard } from './frame-card';
import { StepCard } from './step-card';
import { StepPeopleContext, StepPeopleMarks } from './step-people';
import type { StepView } from './step-view';
import { FarContext } from './use-far-class';

interface PortsProps {
  readonly view: StepView;
  /** How far under the top the lines go in and out. */
  readonly lineHeight: number;
  readonly isConnectable: boolean;
}

/** How far a container's inner exit stands inside its left border. */
const innerExitInset = 22;

/** 10 px dots; labelled when a step can be left more than one way. The red one for failures shows when it matters. */
function Ports({ view, lineHeight, isConnectable }: PortsProps) {
  const { kind, exits, frame, catchesErrors } = view;
  const onward = exits.filter(({ role }) => role === 'onward');
  const topOf = (index: number): number | string =>
    onward.length > 1 ? `${((index + 1) * 100) / (onward.length + 1)}%` : lineHeight;
  return (
    <>
      {kind !== 'trigger' && (
        <Handle
          type="target"
          position={Position.Left}
          className="ps-port"
          isConnectable={isConnectable}
          style={{ top: lineHeight }}
        />
      )}
      {onward.map(({ port, label }, index) => (
        <Handle
          key={port}
          id={port}
          type="source"
          position={Position.Right}
          className="ps-port"
          isConnectable={isConnectable}
          style={{ top: topOf(index) }}
        >
          {(onward.length > 1 || frame) && <span className="ps-port__label">{label}</span>}
        </Handle>
      ))}
      {exits.map((exit) => (
        <SpecialExit
          key={exit.port}
          exit={exit}
          lineHeight={lineHeight}
          isInSight={catchesErrors}
          isConnectable={isConnectable}
        />
      ))}
    </>
  );
}

interface SpecialExitProps {
  readonly exit: ExitView;
  readonly lineHeight: number;
  readonly isInSight: boolean;
  readonly isConnectable: boolean;
}

/** The way into a body, inside the frame's left border; the way on after a failure, at the bottom. */
function SpecialExit({ exit: { port, label, role }, lineHeight, isInSight, isConnectable }: SpecialExitProps) {
  if (role === 'onward') return null;
  const isInner = role === 'inner';
  return (
    <Handle
      id={port}
      type="source"
      position={isInner ? Position.Right : Position.Bottom}
      className={`ps-port ps-port--${role}${isInSight ? ' ps-port--in-sight' : ''}`}
      isConnectable={isConnectable}
      style={isInner ? { left: innerExitInset, right: 'auto', top: lineHeight } : { left: 'calc(100% - 32px)' }}
      title={label}
    >
      <span className="ps-port__label">{label}</span>
    </Handle>
  );
}

const Face = ({ view, selected }: { readonly view: StepView; readonly selected: boolean }) =>
  view.frame ? <FrameCard view={view} selected={selected} /> : <StepCard view={view} selected={selected} />;

interface StepOnCanvasProps extends Pick<NodeProps<StepNode>, 'data' | 'selected'> {
  readonly isConnectable: boolean;
}

/** From afar only the card under the pointer and selected ones show ports. Hidden, not left out: lines end at them. */
function StepOnCanvas({ data: { view, lineHeight }, selected, isConnectable }: StepOnCanvasProps) {
  const hidesPorts = useContext(FarContext) && !selected;
  return (
    <div className={hidesPorts ? 'ps-step ps-step--far' : 'ps-step'}>
      <Face view={view} selected={selected} />
      <Ports view={view} lineHeight={lineHeight} isConnectable={isConnectable} />
    </div>
  );
}

export const ReadonlyStep = memo(function ReadonlyStep({ data, selected }: NodeProps<StepNode>) {
  return <StepOnCanvas data={data} selected={selected} isConnectable={false} />;
});

export const EditableStep = memo(function EditableStep({ id, data, selected }: NodeProps<StepNode>) {
  const names = useContext(StepPeopleContext).get(id);
  return (
    <>
      <StepOnCanvas data={data} selected={selected} isConnectable />
      {names && <StepPeopleMarks names={names} step={data.view.name} />}
    </>
  );
});
