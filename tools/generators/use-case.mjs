import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadRequest, pascalCase, requireId, titleOf } from './names.mjs';
import { withImport, withListEntry } from './source-edit.mjs';
import { writeNewFiles } from './write-new.mjs';

/** A use case that owns one transaction, with its test, provided by its module. The controller calls it in one line. */
export function generateUseCase(root, wantedModule, wantedName) {
  const module = requireId(wantedModule, 'The module’s name');
  const name = requireId(wantedName, 'The use case’s name');
  const folder = `apps/api/src/modules/${module}`;
  const moduleFile = `${folder}/${module}.module.ts`;
  if (!existsSync(join(root, moduleFile)))
    throw new BadRequest(`There is no module "${module}" in the API (${moduleFile}).`);
  const provided = withListEntry(readFileSync(join(root, moduleFile), 'utf8'), 'providers', pascalCase(name));
  const written = writeNewFiles(root, {
    [`${folder}/use-cases/${name}.ts`]: useCase(name),
    [`${folder}/use-cases/${name}.test.ts`]: useCaseTest(name),
  });
  writeFileSync(join(root, moduleFile), withImport(provided, { name: pascalCase(name), from: `./use-cases/${name}` }));
  return [...written, moduleFile];
}

const useCase = (name) => `import { Injectable } from '@nestjs/common';
import { UnitOfWork, type TenantStore } from '@penstock/database';
import type { RequestContext } from '../../../platform/auth/request-context';

export interface ${pascalCase(name)}Input {
  readonly id: string;
}

@Injectable()
export class ${pascalCase(name)} {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** All or nothing: what happens here is committed together, for the caller's organisation only. */
  execute(ctx: RequestContext, input: ${pascalCase(name)}Input): Promise<${pascalCase(name)}Input> {
    return this.unitOfWork.run(ctx, (store) => this.change(store, input));
  }

  private async change(store: TenantStore, { id }: ${pascalCase(name)}Input): Promise<${pascalCase(name)}Input> {
    await store.query('select $1::text, $2::text', [id]);
    return { id };
  }
}
`;

const useCaseTest = (name) => `import type { UnitOfWork } from '@penstock/database';
import type { OrganizationId } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ${pascalCase(name)} } from './${name}';

const ctx: RequestContext = {
  organizationId: 'org-1' as OrganizationId,
  actor: { kind: 'user', id: 'user-1', name: 'ann@example.com', role: 'owner' },
  requestId: 'request-1',
};

describe('${titleOf(name)}', () => {
  test('works in one transaction of the caller’s organisation', async () => {
    const scopes: unknown[] = [];
    const unitOfWork = {
      run: (scope: unknown, work: (store: unknown) => Promise<unknown>) => {
        scopes.push(scope);
        return work({ query: () => Promise.resolve([]) });
      },
    };

    const result = await new ${pascalCase(name)}(unitOfWork as unknown as UnitOfWork).execute(ctx, { id: 'record-1' });

    expect(result).toEqual({ id: 'record-1' });
    expect(scopes).toEqual([ctx]);
  });
});
`;
