import { strings } from '../strings';

export const Gone = () => (
  <div className="ps-notice" role="status">
    {strings.gone}
  </div>
);
