import { notifications } from '@mantine/notifications';
import { strings } from '../strings';

/** Says why nothing happened. */
export const tellRefusal = (reason: string): void =>
  void notifications.show({ title: strings.refused, message: reason, color: 'yellow' });
