import '../../features/designer/mapping/mapping.css';
import '../../features/designer/settings/settings.css';
import '../../features/designer/studio/studio.css';

export { StudioPage as default } from '../../features/designer/studio/components/studio-page';
