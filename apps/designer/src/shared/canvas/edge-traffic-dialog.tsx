import { lazy, Suspense } from 'react';
import type { EdgeTrafficProps } from './edge-traffic-view';

// Dialogs of the kit weigh as much as a page; nobody waits for them who only opens a flow.
const EdgeTrafficView = lazy(() => import('./edge-traffic-view').then((module) => ({ default: module.EdgeTrafficView })));

/** What a run sent along one line, once somebody asks. */
export const EdgeTrafficDialog = (props: EdgeTrafficProps) => (
  <Suspense fallback={null}>
    <EdgeTrafficView {...props} />
  </Suspense>
);
