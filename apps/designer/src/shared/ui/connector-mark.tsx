import {
  IconArrowsSplit2,
  IconBolt,
  IconClockHour4,
  IconFilter,
  IconGitBranch,
  IconHandStop,
  IconMessageReply,
  IconRepeat,
  IconShieldHalf,
  IconSubtask,
  IconTransform,
  type Icon,
} from '@tabler/icons-react';

const logicIcons: Readonly<Record<string, Icon>> = {
  map: IconTransform,
  if: IconGitBranch,
  switch: IconArrowsSplit2,
  filter: IconFilter,
  'for-each': IconRepeat,
  try: IconShieldHalf,
  'sub-flow': IconSubtask,
  wait: IconClockHour4,
  respond: IconMessageReply,
  stop: IconHandStop,
};

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
