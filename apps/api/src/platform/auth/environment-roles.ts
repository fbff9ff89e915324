/** Column with the roles of a holder for single environments, as the API shows them. */
export const environmentRolesOf = (holder: string): string => `
  coalesce((select jsonb_agg(jsonb_build_object('environment', e.key, 'role', er.role) order by e.position)
            from environment_role er join environment e on e.id = er.environment_id where er.holder_id = ${holder}), '[]')`;

/** Column with the same by id of the environment, as `Roles` has them. */
export const rolesByEnvironmentOf = (holder: string): string => `
  coalesce((select jsonb_object_agg(er.environment_id, er.role) from environment_role er where er.holder_id = ${holder}), '{}')`;
