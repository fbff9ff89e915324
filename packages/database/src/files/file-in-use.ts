/** What an open run may still have to read, or one that an event on the unrouted shelf may still start; `f` is the file. */
export const isStillNeeded = `(
  exists (select 1 from event e where e.organization_id = f.organization_id and e.state = 'unrouted' and strpos(e.payload, 'file_' || f.id) > 0)
  or exists (select 1 from run_queue q join run r on r.id = q.run_id join event e on e.id = r.event_id
          where q.organization_id = f.organization_id and strpos(e.payload, 'file_' || f.id) > 0)
  or exists (select 1 from run_queue q join step_log s on s.run_id = q.run_id
             where q.organization_id = f.organization_id and strpos(s.output, 'file_' || f.id) > 0))`;
