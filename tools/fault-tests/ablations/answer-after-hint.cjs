// Ablation: the sender is answered only when Redis has taken a hint.
const { fromBuilt, replaceMethod } = require('./replace.cjs');

const { BullmqDispatcher } = fromBuilt('packages/runtime-adapters/dist/dispatch/bullmq-dispatcher.js');
const { RoutedIntakeDesk } = fromBuilt('packages/engine-host/dist/intake-desk.js');
const hint = { name: 'ready', data: { runIds: [] }, opts: { removeOnComplete: true } };
replaceMethod(
  RoutedIntakeDesk.prototype,
  'accept',
  (accept) =>
    async function (...event) {
      const stored = await accept.apply(this, event);
      const { dispatcher } = this.parts;
      if (dispatcher instanceof BullmqDispatcher) await dispatcher.queue.addBulk([hint]);
      return stored;
    },
);
