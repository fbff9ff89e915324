import { randomUUID } from 'node:crypto';
import { createApiKeyRequest } from '@penstock/contracts';
import { apiOf, itemsOf } from '../api';
import { needed, onlyWord, UsageError, type Command } from '../command';
import { listAnswer, timeOf } from '../table';

export const keysList: Command = {
  name: 'keys list',
  takes: '',
  summary: 'lists the API keys by their first characters',
  async run({ surroundings }) {
    const items = await itemsOf((position) => apiOf(surroundings).apiKeys.list({ ...position }));
    return listAnswer(
      items,
      [
        { title: 'ID', cell: ({ id }) => id },
        { title: 'NAME', cell: ({ name }) => name },
        { title: 'ROLE', cell: ({ role }) => role },
        { title: 'BEGINS', cell: ({ prefix }) => prefix },
        { title: 'SCOPES', cell: ({ scopes }) => scopes?.join(' ') ?? 'all of its role' },
        { title: 'ENDS', cell: ({ expiresAt }) => timeOf(expiresAt) },
        { title: 'LAST USED', cell: ({ lastUsedAt }) => timeOf(lastUsedAt) },
      ],
      'There are no API keys.',
    );
  },
};

export const keysCreate: Command = {
  name: 'keys create',
  takes: '<name>',
  summary: 'makes an API key and shows it once',
  options: {
    role: { takes: 'role', says: 'what it may do, e.g. builder' },
    scope: { takes: 'area:read|write', isList: true, says: 'limit it to parts of the API, e.g. flows:write' },
    expires: { takes: 'time', says: 'when it ends, e.g. 2027-01-01T00:00:00Z' },
  },
  async run(call) {
    const [scopes, expiresAt] = [call.texts('scope'), call.text('expires')];
    const request = createApiKeyRequest.safeParse({
      name: onlyWord(call, 'name'),
      role: needed(call, 'role'),
      ...(scopes.length > 0 && { scopes }),
      ...(expiresAt !== undefined && { expiresAt }),
    });
    if (!request.success) throw new UsageError(request.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
    const made = await apiOf(call.surroundings).apiKeys.create(request.data, randomUUID());
    return { data: made, lines: [`Key “${made.name}” (${made.role}), shown only now:`, made.key] };
  },
};

export const keysRevoke: Command = {
  name: 'keys revoke',
  takes: '<key>',
  summary: 'ends an API key at once, by its id',
  async run(call) {
    const id = onlyWord(call, 'key');
    await apiOf(call.surroundings).apiKeys.revoke(id);
    return { data: { id }, lines: ['Revoked. Requests with it are refused from now on.'] };
  },
};
