import '../mapping/mapping.css';
import '../samples/samples.css';
import '../settings/settings.css';

export { StepPanel } from './step-panel';
