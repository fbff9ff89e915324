import type { WeatherState } from '@penstock/contracts';
import {
  IconCloudStorm,
  IconCloudUp,
  IconHandStop,
  IconKeyOff,
  IconRadar2,
  IconSun,
  IconTool,
  IconGauge,
} from '@tabler/icons-react';
import type { StatusLook } from '../../../shared/ui/status';

/** Colour never stands alone: each weather has its icon and its word. */
export const weatherLooks = {
  clear: { tone: 'succeeded', word: 'Clear', icon: IconSun },
  recovering: { tone: 'running', word: 'Recovering', icon: IconCloudUp },
  probing: { tone: 'running', word: 'Being asked', icon: IconRadar2 },
  throttled: { tone: 'attention', word: 'Slowed down', icon: IconGauge },
  maintenance: { tone: 'waiting', word: 'Maintenance', icon: IconTool },
  held: { tone: 'waiting', word: 'Held', icon: IconHandStop },
  credentials: { tone: 'failed', word: 'Sign-in refused', icon: IconKeyOff },
  down: { tone: 'failed', word: 'Down', icon: IconCloudStorm },
} as const satisfies Record<WeatherState, StatusLook>;
