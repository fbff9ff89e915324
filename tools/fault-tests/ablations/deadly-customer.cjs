// No ablation but a step that ends its process, as a bug in native code or a body too large for memory would: whoever
// reads customer 666 dies.
const { connectors } = require('../../../packages/connector-catalog/dist/index.js');

for (const { actions } of connectors) {
  for (const action of actions) {
    if (action.id !== 'get-customer') continue;
    const { run } = action;
    action.run = (context, input) => {
      if (input.customerId === '666') process.kill(process.pid, 'SIGKILL');
      return run(context, input);
    };
  }
}
