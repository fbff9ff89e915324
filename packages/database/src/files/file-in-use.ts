/** What an open run may still have to read; `f` is the file. */
export const isNamedByOpenRun = `(
  exists (select 1 from run_queue q join run r on r.id = q.run_id join event e on e.id = r.event_id
          where q.organization_id = f.organization_id and strpos(e.payload, 'file_' || f.id) > 0)
  or exists (select 1 from run_queue q join step_log s on s.run_id = q.run_id
             where q.organization_id = f.organization_id and strpos(s.output, 'file_' || f.id) > 0))`;
