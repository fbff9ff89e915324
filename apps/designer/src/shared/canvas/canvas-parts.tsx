import { Handle, Position, type NodeProps } from '@xyflow/react';
import { memo } from 'react';
import type { CanvasNode } from './flow-to-canvas';
import { StepCard } from './step-card';
import type { StepView } from './step-view';

interface PortsProps {
  readonly view: StepView;
  readonly isConnectable: boolean;
}

/** 10 px dots; labelled when a step can be left more than one way. */
function Ports({ view, isConnectable }: PortsProps) {
  const { kind, ports } = view;
  return (
    <>
      {kind !== 'trigger' && (
        <Handle type="target" position={Position.Left} className="ps-port" isConnectable={isConnectable} />
      )}
      {ports.map((port, index) => (
        <Handle
          key={port}
          id={port}
          type="source"
          position={Position.Right}
          className="ps-port"
          isConnectable={isConnectable}
          style={{ top: `${((index + 1) * 100) / (ports.length + 1)}%` }}
        >
          {ports.length > 1 && <span className="ps-port__label">{port}</span>}
        </Handle>
      ))}
    </>
  );
}

export const ReadonlyStep = memo(function ReadonlyStep({ data, selected }: NodeProps<CanvasNode>) {
  return (
    <>
      <StepCard view={data.view} selected={selected} />
      <Ports view={data.view} isConnectable={false} />
    </>
  );
});

export const EditableStep = memo(function EditableStep({ data, selected }: NodeProps<CanvasNode>) {
  return (
    <>
      <StepCard view={data.view} selected={selected} />
      <Ports view={data.view} isConnectable />
    </>
  );
});
