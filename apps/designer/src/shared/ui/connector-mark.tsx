import { IconBolt, IconGitBranch, IconHandStop, IconTransform, type Icon } from '@tabler/icons-react';

const logicIcons: Readonly<Record<string, Icon>> = { map: IconTransform, if: IconGitBranch, stop: IconHandStop };

interface ConnectorMarkProps {
  /** SVG path data of the connector's own mark (24 × 24). */
  readonly mark?: string | undefined;
  /** The kind of a step without connector. */
  readonly kind?: string;
  readonly size?: number;
}

export function ConnectorMark({ mark, kind, size = 20 }: ConnectorMarkProps) {
  if (mark === undefined) {
    const LogicIcon = logicIcons[kind ?? ''] ?? IconBolt;
    return <LogicIcon size={size} stroke={1.75} aria-hidden />;
  }
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="currentColor" fillRule="evenodd" aria-hidden>
      <path d={mark} />
    </svg>
  );
}
