/**
 * SQL for the name of the step that a journal key means (`lines[3]/charge~undo` is the step `charge`); the key itself when
 * the version has no such step. Both arguments are SQL expressions.
 */
export const stepNameOf = (document: string, key: string): string =>
  `coalesce(${document}::jsonb->'steps'->regexp_replace(regexp_replace(${key}, '^.*/', ''), '~undo$', '')->>'name', ${key})`;
