import type { Json } from '@penstock/kernel';
import type { SimulatorReply, SimulatorRequest } from '@penstock/connector-sdk/simulator';
import { callbackOf, createAsyncQueue } from './async-queue';
import type { Company } from './company';
import { readOrders } from './order-read';
import type { TrapSwitches } from './simulator-traps';
import {
  members,
  requestedSet,
  resultElementToApi,
  WindowRefusal,
  type RequestedSet,
  type RequestedTransaction,
} from './transaction-set';
import { isReply, transactionBody } from './transaction-xml-form';
import { checkEdits, definitionToApi, serviceNames, unlicensedServices, windows, withoutFields } from './window-definitions';
import { transactionSaves } from './window-saves';

/** `{uiserver}/api/v2`: windows replayed without a screen. */
export interface TransactionApi {
  services(): SimulatorReply;
  definition(service: string): SimulatorReply;
  post(request: SimulatorRequest): SimulatorReply;
  read(request: SimulatorRequest): SimulatorReply;
  postAsync(request: SimulatorRequest): SimulatorReply;
  /** P21 later posts the ended request to an address of the caller's. */
  postAsyncWithCallback(request: SimulatorRequest): SimulatorReply;
  asyncState(id: string): SimulatorReply;
}

/** An unknown service and a fault of a report look alike: an empty 500. */
const emptyError: SimulatorReply = { status: 500, body: '' };
const unlicensed = (service: string): SimulatorReply => ({
  status: 500,
  body: { ErrorMessage: `Window <<${service}>> is not available or user does not have permission to open it` },
});

/** The stray dialog is asked for once per transaction: a pooled session with a dialog left open. */
export function createTransactionApi(company: Company, traps: TrapSwitches): TransactionApi {
  const { hasStrayDialog } = traps;
  const queue = createAsyncQueue(company.clock, traps);
  const post = (request: SimulatorRequest): SimulatorReply => {
    const body = transactionBody(request);
    if (isReply(body)) return body;
    const set = requestedSet(body);
    if (unlicensedServices.includes(set.service)) return unlicensed(set.service);
    if (!windows[set.service]) return emptyError;
    if (set.transactions.some(({ status }) => status !== 'New')) return onlyNew;
    return {
      status: 200,
      body: answerTo(
        set,
        set.transactions.map((one) => run({ company, set, one, request, hasStrayDialog })),
      ),
    };
  };
  return {
    services: () => ({ status: 200, body: serviceNames }),
    definition(service) {
      if (unlicensedServices.includes(service)) return unlicensed(service);
      const window = windows[service];
      return window ? { status: 200, body: definitionToApi(service, withoutFields(window, traps.current.withoutFields)) } : emptyError;
    },
    post,
    read: (request) => readOrders(company, request.json()),
    postAsync: (request) => queue.take(request, () => post(request)),
    postAsyncWithCallback(request) {
      const { Content = {}, Callback } = members(request.json());
      const inner = { ...request, json: () => Content };
      return queue.take(request, () => post(inner), callbackOf(Callback));
    },
    asyncState: queue.state,
  };
}

const onlyNew: SimulatorReply = {
  status: 400,
  body: {
    type: 'https://tools.ietf.org/html/rfc7231#section-6.5.1',
    title: 'Bad Request',
    status: 400,
    detail: 'Status must be New.',
  },
};

interface Outcome {
  readonly passed: boolean;
  readonly message: string;
  readonly elements: readonly Json[];
}

interface OneRun {
  readonly company: Company;
  readonly set: RequestedSet;
  readonly one: RequestedTransaction;
  readonly request: SimulatorRequest;
  hasStrayDialog(): boolean;
}

/** Each transaction is atomic and independent of the others in the same call. */
function run({ company, set, one, request, hasStrayDialog }: OneRun): Outcome {
  try {
    if (hasStrayDialog())
      throw new WindowRefusal('Unexpected response window: Message. Window class: w_message_response');
    checkEdits(windows[set.service] ?? {}, one.elements, set.ignoreDisabled);
    const save = transactionSaves[set.service];
    if (!save) throw new WindowRefusal('General Exception: The window cannot be saved.');
    const saved = save(company, one.elements);
    if (saved.effect) request.commit(saved.effect);
    else request.remember({ kind: 'change', data: saved.changes });
    company.store.apply(saved.changes);
    return { passed: true, message: '', elements: saved.results.map(resultElementToApi) };
  } catch (error) {
    if (!(error instanceof WindowRefusal)) throw error;
    return { passed: false, message: error.message, elements: [] };
  }
}

/** Always HTTP 200: whether anything was written stands in the summary only. */
function answerTo({ service }: RequestedSet, outcomes: readonly Outcome[]): Json {
  const failed = outcomes.filter(({ passed }) => !passed).length;
  return {
    Messages: outcomes.map(({ message }, index) => `Transaction ${index + 1}:: ${message}`),
    Results:
      failed === outcomes.length
        ? null
        : {
            Name: service,
            Transactions: outcomes.map(({ passed, elements }) => ({
              DataElements: elements,
              Status: passed ? 'Passed' : 'Failed',
            })),
          },
    Summary: { Succeeded: outcomes.length - failed, Failed: failed, Other: 0 },
  };
}
