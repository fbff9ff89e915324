import '../mapping/mapping.css';
import '../settings/settings.css';

export { StepPanel } from './step-panel';
