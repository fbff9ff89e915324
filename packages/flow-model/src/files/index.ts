export type { FlowFileProblem, FlowFileProblemCode } from './flow-file-problem';
export { flowFileFormat } from './flow-file-shape';
export { readDataFile } from './read-data-file';
export { readFlowFile } from './read-flow-file';
export { writeFlowFile } from './write-flow-file';
