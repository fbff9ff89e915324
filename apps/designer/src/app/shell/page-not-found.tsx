import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../shared/ui/notices';
import { strings } from './strings';

export const PageNotFound = () => (
  <EmptyState title={strings.notFoundTitle} action={<Link to="/">{strings.toOverview}</Link>}>
    {strings.notFound}
  </EmptyState>
);
