import type { Stage } from './scenario';

/**
 * G6, seen from inside the database: what was written for a run by a worker that had it once, after another had taken it
 * over. Knows who had which run when from the queue, and who writes from the name of the connection
 * (`name-the-writer.cjs`); nothing of how the engine fences.
 */
const witness = `
  create table run_owner (run_id uuid, owner uuid, epoch int);
  create table taken_from_zombies (run_id uuid);
  create function note_owner() returns trigger language plpgsql as $$
    begin
      insert into run_owner values (new.run_id, new.owner, new.epoch);
      return null;
    end $$;
  create function note_zombie() returns trigger language plpgsql as $$
    begin
      insert into taken_from_zombies select q.run_id from run_queue q where q.run_id = new.run_id and q.epoch > (
        select max(o.epoch) from run_owner o where o.run_id = new.run_id and o.owner::text = current_setting('application_name'));
      return null;
    end $$;
  create trigger owners after insert or update on run_queue for each row when (new.owner is not null) execute function note_owner();
  create trigger zombies after insert on step_log for each row execute function note_zombie();
  create trigger zombies after insert or update on effect for each row execute function note_zombie()`;

export const callWitness = async (stage: Stage): Promise<void> => void (await stage.rows(witness));

/** Rows of the record that were taken from workers that had lost their runs. */
export const takenFromZombies = (stage: Stage): Promise<number> => stage.count('select count(*)::int as n from taken_from_zombies');
