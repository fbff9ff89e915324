import type { ErrorEntry } from '@penstock/connector-sdk';

const nothingSent = 'Nothing was sent for this step.';
const mayHaveMoved = 'It may have happened. It is looked up, or shown to a person, before anything is sent again.';
const stopped = 'What was sent before is recorded; nothing more is sent.';

/** Every failure of the engine itself and of the connections it opens, whatever the connector. */
export const engineErrors: readonly ErrorEntry[] = [
  // Of the flow as it was built.
  { code: 'MAPPING_FAILED', cause: 'A mapping could not make a value out of this record.', money: nothingSent, remedy: 'Mend the mapping or the value, deploy, then retry the run.' },
  { code: 'INPUT_INVALID', cause: 'What the mapping made is not what the action takes.', money: nothingSent, remedy: 'Mend the field that the message names, deploy, then retry the run.' },
  { code: 'CARD_DATA', cause: 'What the mapping made holds a card number, a security code or track data.', money: nothingSent, remedy: 'Map a token or the last four digits instead, deploy, then retry the run.' },
  { code: 'CONDITION_FAILED', cause: 'A condition could not be decided with the values of this record.', money: 'Nothing was sent after it.', remedy: 'Mend the condition or the value, deploy, then retry the run.' },
  { code: 'LOOP_WITHOUT_LIST', cause: 'The loop’s path holds no list, or one that is too long.', money: 'Nothing of the loop was sent.', remedy: 'Correct the list or its path, deploy, then retry the run.' },
  { code: 'WAIT_WITHOUT_TIME', cause: 'The time to wait for is missing or has no zone.', money: nothingSent, remedy: 'Correct the path or the value, like 2027-01-31T08:00:00Z, deploy, then retry the run.' },
  { code: 'FLOW_STOPPED', cause: 'The flow itself ends such records with its stop step.', money: stopped, remedy: 'Read the stop step’s words: they say what the builder wants a person to do.' },
  { code: 'FLOW_STUCK', cause: 'No step of the flow can run and none is waited for.', money: stopped, remedy: 'Open the flow’s problems, correct it, deploy it and replay the event; then cancel this run.' },
  { code: 'SUB_FLOW_NOT_DEPLOYED', cause: 'The flow that the step calls is not live in this environment.', money: 'It was not started, so nothing of it was sent.', remedy: 'Deploy that flow here, then retry the run.' },
  { code: 'SUB_FLOW_CANCELLED', cause: 'A person cancelled the run that this one had started.', money: 'What that run had done stands there.', remedy: 'Cancel this run too, or give the step an error exit.' },
  { code: 'ENVIRONMENT_VALUE_MISSING', cause: 'The flow reads a variable or a value table that this environment does not have.', money: nothingSent, remedy: 'Add it under Reference data for this environment, then retry the run.' },
  // Of the connection.
  { code: 'SLOT_NOT_BOUND', cause: 'No connection fills the slot in this environment; another environment’s is never used.', money: nothingSent, remedy: 'Create the connection for this environment and slot, then retry the run.' },
  { code: 'CONNECTION_SETTINGS_INVALID', cause: 'The settings of the connection are not complete.', money: nothingSent, remedy: 'Mend the connection’s settings and test it, then retry the run.' },
  { code: 'SECRET_NOT_SET', cause: 'The connection lacks a secret it needs.', money: nothingSent, remedy: 'Enter the secret in the connection and test it, then retry the run.' },
  { code: 'SECRET_NOT_READABLE', cause: 'The vault could not be read at that moment.', money: nothingSent, remedy: 'None: it is tried again. If it stays so, look at the vault’s keys under Settings.' },
  { code: 'CONNECTION_GONE', cause: 'The connection that was used is not there any more.', money: mayHaveMoved, remedy: 'Create it again for the same remote system, or look there and say what you found.' },
  { code: 'REMOTE_CHANGED', cause: 'The connection leads to another remote system than the one this was sent to.', money: mayHaveMoved, remedy: 'Point the connection at the system it led to, then retry; or look there and say what became of it.' },
  { code: 'EFFECT_ABOVE_CEILING', cause: 'The amount is above what this connection may move at once.', money: nothingSent, remedy: 'Use a smaller amount, or raise the connection’s ceiling if real money is meant, then retry the run.' },
  { code: 'EFFECT_NOT_FOR_TESTS', cause: 'The connection is for trials with listed records only.', money: nothingSent, remedy: 'Use one of the listed records, or add this one to the connection, then retry the run.' },
  // Of a write whose outcome is in doubt, and of what persons said about it.
  { code: 'STEP_TIMEOUT', cause: 'The step took longer than it may.', money: mayHaveMoved, remedy: 'None: the remote system is looked at first. Allow more time if it is slow by nature.' },
  { code: 'FAILED_AFTER_WRITING', cause: 'The step failed after the remote system had accepted a part of it.', money: mayHaveMoved, remedy: 'None: it is looked up first. What cannot be looked up comes to a person.' },
  { code: 'CONNECTOR_BUG', cause: 'The connector failed in a way it should not.', money: mayHaveMoved, remedy: 'Report the message to the connector’s author.' },
  { code: 'OUTCOME_UNKNOWN', cause: 'The remote system gave no answer and cannot be asked.', money: 'Nobody knows whether it happened. Nothing is sent meanwhile.', remedy: 'Look in the remote system, then say what you found.' },
  { code: 'MAY_BE_FORGOTTEN', cause: 'The database was restored to an earlier moment, and this may have happened in the time it has forgotten.', money: 'Nobody knows whether it happened. Nothing is sent meanwhile.', remedy: 'Look in the remote system, then say what you found.' },
  { code: 'NEVER_ARRIVED', cause: 'It was sent several times; the remote system answered nothing and holds nothing of it.', money: 'It has not happened.', remedy: 'Find out why the remote system loses it. Retry sends it once more; cancel gives it up.' },
  { code: 'DONE_TWICE_AT_REMOTE', cause: 'The remote system holds more than one match for the business key.', money: 'It may stand there twice. The first one counts here.', remedy: 'Void or reverse the others while that is still possible, then retry the run.' },
  { code: 'BUSINESS_KEY_IN_USE', cause: 'The same business key was used before with other values.', money: 'It was not sent a second time.', remedy: 'Compare the two. If both are meant, give this one its own reference; otherwise cancel the run.' },
  { code: 'CANNOT_BE_UNDONE', cause: 'It was done, and nothing here can undo it.', money: 'It stands at the remote system.', remedy: 'Undo it there, then tell this run so.' },
  { code: 'GIVEN_UP_BY_PERSON', cause: 'A person found that it did not happen and gave it up.', money: 'It has not happened, and nothing is sent for it.', remedy: 'Cancel the run to undo what its flow lists, or retry to send it after all.' },
  { code: 'GIVEN_UP_UNASKED', cause: 'It was given up although the remote system could not be asked.', money: 'Nobody knows whether it happened; its business key stays reserved, so that nothing sends it again.', remedy: 'Cancel the run, or retry, which asks the remote system once more.' },
  { code: 'WORD_OVERRULED', cause: 'A person said that it did not happen, but the remote system knows it.', money: 'It has happened. Nothing was sent again.', remedy: 'Retry lets the run go on from there; cancel undoes what the flow lists.' },
  { code: 'WORD_NOT_KNOWN_THERE', cause: 'A person said that it happened, but the remote system does not know it.', money: 'Nothing was changed and nothing was sent.', remedy: 'Look once more in the remote system, then say what you found.' },
  { code: 'WORD_NOT_CHECKED', cause: 'What a person said could not be checked with the remote system.', money: 'Nothing was changed and nothing was sent.', remedy: 'Look once more in the remote system, then say what you found; it is asked again each time.' },
  // Of the run and its worker.
  { code: 'LEASE_ENDING', cause: 'The worker was about to lose the run to another one.', money: nothingSent, remedy: 'None: another worker goes on.' },
  { code: 'RUN_OVERDUE', cause: 'The run was not done within its deadline.', money: stopped, remedy: 'Look at the step it has come to. Retry gives it the whole time again; cancel undoes what the flow lists.' },
  { code: 'RUN_STOPS_ITS_WORKER', cause: 'Each worker that took the run ended before it made progress.', money: stopped, remedy: 'Look at the last step, then retry or cancel the run.' },
];
