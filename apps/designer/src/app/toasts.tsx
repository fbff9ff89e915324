import { useNotifications } from '@mantine/notifications';
import { lazy, Suspense, useState } from 'react';

const ToastArea = lazy(() => import('./toast-area').then((module) => ({ default: module.ToastArea })));

/** Short messages in the corner. What draws them is loaded with the first one; until then they wait in their store. */
export function Toasts() {
  const { notifications } = useNotifications();
  const [isAsked, setAsked] = useState(false);
  if (!isAsked && notifications.length > 0) setAsked(true);
  return <Suspense fallback={null}>{isAsked && <ToastArea />}</Suspense>;
}
