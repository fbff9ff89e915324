import type { Command } from '../command';
import { auditExport, auditVerify } from './audit';
import { backup } from './backup';
import { connectionsList, connectionsTest } from './connections';
import { deploy } from './deploy';
import { deployments } from './deployments';
import { events } from './events';
import { exportFlows } from './export';
import { flowsDiff } from './flows-diff';
import { flowsList } from './flows-list';
import { flowsPull } from './flows-pull';
import { flowsPush } from './flows-push';
import { flowsTest } from './flows-test';
import { flowsValidate } from './flows-validate';
import { importFlows } from './import';
import { keysCreate, keysList, keysRevoke } from './keys';
import { keysRotate } from './keys-rotate';
import { promoteApprove, promotePreview, promoteReject, promoteRequest, promoteStatus } from './promote';
import { restore } from './restore';
import { runsCancel, runsReplay, runsRetry } from './runs-again';
import { runsList } from './runs-list';
import { runsShow } from './runs-show';
import { runsStart } from './runs-start';
import { runsWatch } from './runs-watch';

/** In the order help shows them. */
export const commands: readonly Command[] = [
  flowsList,
  flowsPull,
  flowsPush,
  flowsValidate,
  flowsDiff,
  flowsTest,
  deploy,
  deployments,
  promotePreview,
  promoteRequest,
  promoteStatus,
  promoteApprove,
  promoteReject,
  runsStart,
  runsList,
  runsShow,
  runsWatch,
  runsRetry,
  runsReplay,
  runsCancel,
  events,
  connectionsList,
  connectionsTest,
  keysList,
  keysCreate,
  keysRevoke,
  keysRotate,
  exportFlows,
  importFlows,
  auditVerify,
  auditExport,
  backup,
  restore,
];
