import { DiskWatch, isNearlyFull, type DiskSpace } from './disk-watch';

const GB = 1024 ** 3;
const space = (freeBytes: number, totalBytes = 10 * GB): DiskSpace => ({ freeBytes, totalBytes });

describe('a disk', () => {
  test.each([
    ['with a tenth free is not nearly full', space(1 * GB), false],
    ['with less than a tenth free is nearly full', space(1 * GB - 1), true],
    ['with nothing free is nearly full', space(0), true],
    ['with less than a tenth and still 10 GB free is not', space(10 * GB, 1_000 * GB), false],
    ['with less than a tenth and less than 10 GB free is', space(10 * GB - 1, 1_000 * GB), true],
  ])('%s', (_what, of, expected) => {
    expect(isNearlyFull(of)).toBe(expected);
  });
});

describe('the watch of the database’s disk', () => {
  const watching = (volumes: Record<string, DiskSpace | Error>) => {
    const said: string[] = [];
    const spaceOf = async (folder: string): Promise<DiskSpace> => {
      const found = volumes[folder];
      if (!found || found instanceof Error) throw found ?? new TypeError(`no ${folder}`);
      return found;
    };
    return { watch: new DiskWatch({ folder: '/data', log: (level) => void said.push(level), spaceOf }), volumes, said };
  };

  test('says so once when it becomes nearly full, and once when it has room again', async () => {
    const { watch, volumes, said } = watching({ '/data': space(5 * GB), '/data/pg_wal': space(5 * GB) });
    const seen: boolean[] = [];

    for (const free of [5 * GB, 0, 0, 5 * GB, 5 * GB]) {
      volumes['/data'] = space(free);
      await watch.look();
      seen.push(watch.isNearlyFull);
    }

    expect([seen, said]).toEqual([[false, true, true, false, false], ['error', 'info']]);
  });

  test('D2: looks at the volume of the write-ahead log too', async () => {
    const { watch } = watching({ '/data': space(5 * GB), '/data/pg_wal': space(0, GB) });

    await watch.look();

    expect(watch.isNearlyFull).toBe(true);
  });

  test('D3: lets intake go on when the disk cannot be asked, and says that once', async () => {
    const { watch, volumes, said } = watching({ '/data': space(0), '/data/pg_wal': space(0) });
    await watch.look();
    volumes['/data'] = new TypeError('EACCES');

    for (let look = 0; look < 12; look += 1) await watch.look();

    expect([watch.isNearlyFull, said]).toEqual([false, ['error', 'warn']]);
  });

  test('D3: does not open the intake because a full disk could not be asked a few times', async () => {
    const { watch, volumes, said } = watching({ '/data': space(0), '/data/pg_wal': space(0) });
    const seen: boolean[] = [];

    for (let time = 0; time < 3; time += 1) {
      volumes['/data'] = space(0);
      await watch.look();
      volumes['/data'] = new TypeError('EIO');
      for (let look = 0; look < 9; look += 1) await watch.look();
      seen.push(watch.isNearlyFull);
    }

    expect([seen, said]).toEqual([[true, true, true], ['error']]);
  });

  test('asks the real file system', async () => {
    const said: string[] = [];
    const watch = new DiskWatch({ folder: __dirname, log: (level) => void said.push(level) });

    await watch.start();
    watch.stop();

    // This folder has no pg_wal: asking failed, which only the real file system can say.
    expect(said).toEqual(['warn']);
  });
});
