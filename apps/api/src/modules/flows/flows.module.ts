import { Module } from '@nestjs/common';
import { FlowDraftsController } from './flow-drafts.controller';
import { FlowSummaries } from './flow-summaries';
import { FlowPresenceController } from './flow-presence.controller';
import { FlowVersionsController } from './flow-versions.controller';
import { FlowsController } from './flows.controller';
import { AnnouncePresence } from './use-cases/announce-presence';
import { CreateFlow } from './use-cases/create-flow';
import { CreateVersion } from './use-cases/create-version';
import { DiffVersions } from './use-cases/diff-versions';
import { ListFlows } from './use-cases/list-flows';
import { ListVersions } from './use-cases/list-versions';
import { ReadDraft } from './use-cases/read-draft';
import { ReadFlow } from './use-cases/read-flow';
import { ReadVersion } from './use-cases/read-version';
import { SaveDraft } from './use-cases/save-draft';

@Module({
  controllers: [FlowsController, FlowDraftsController, FlowVersionsController, FlowPresenceController],
  providers: [ListFlows, CreateFlow, ReadFlow, ReadDraft, SaveDraft, ListVersions, CreateVersion, ReadVersion, DiffVersions, AnnouncePresence, FlowSummaries],
  // Seeding the demo company goes the same way as a person does.
  exports: [CreateFlow, CreateVersion],
})
export class FlowsModule {}
