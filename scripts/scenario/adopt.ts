import type { Town, TownCamera } from '../../test/farm/index.js';
import { listAll, type Page } from '../demo/api-client.js';
import type { Adopted, Camera, Candidate, Change, ImportAnswer } from './answers.js';
import type { Findings } from './findings.js';
import { inTurns } from './many.js';
import { hire, Person } from './person.js';
import { type RegisterFile, registerFile } from './register-file.js';

const LOCAL_ZONE = '00000000-0000-7000-8000-000000000001';
const NETWORKS = ['127.58.1.0/24', '127.58.2.0/24', '127.58.3.0/24'];
const ONVIF_PORT = 18_000;
const PATIENCE_MS = 300_000;

/** A new user's day: the register comes in, the network is searched, what was missing is adopted, what moved is mended. */
export class AdoptScenario {
  private readonly admin: Person;
  private technician!: Person;
  private auditor!: Person;
  private readonly ids = new Map<string, string>();
  private file!: RegisterFile;
  private searchId = '';

  constructor(
    private readonly url: string,
    token: string,
    private readonly town: Town,
    private readonly findings: Findings,
  ) {
    this.admin = new Person(url, token);
  }

  async play(): Promise<void> {
    await this.prepare();
    await this.importGroups();
    await this.importRegister();
    await this.search();
    await this.adoptMissing();
    await this.mendMoved();
    await this.exportAgain();
    await this.readBack();
  }

  /** The admin lets people in, names the networks that may be searched, and enters the logins of the cameras. */
  private async prepare(): Promise<void> {
    this.technician = await hire(this.url, this.admin, { name: 'wang', role: 'technician' });
    this.auditor = await hire(this.url, this.admin, { name: 'chen', role: 'auditor' });
    await this.admin.json('PATCH', `zones/${LOCAL_ZONE}`, { allowedNetworks: ['127.58.0.0/16'] });
    for (const { entry } of this.town.cameras) {
      const name = credentialName(entry);
      if (this.ids.has(name)) continue;
      const login = { name, username: entry.username, password: entry.password };
      this.ids.set(name, (await this.admin.json<{ id: string }>('POST', 'credentials', login)).id);
    }
  }

  private async importGroups(): Promise<void> {
    const villages = this.town.villages.map(({ name, code, kind }) =>
      [name, code ?? '', kind, '是'].join(','),
    );
    const file = ['名称,统计代码,类型,演示数据', ...villages].join('\n');
    const { summary } = await this.technician.upload<ImportAnswer>('villages/import', file);
    this.findings.expect('villages imported', this.town.villages.length, summary.created);
    const programmes = ['名称', ...this.town.programmes.map(({ name }) => name)].join('\n');
    const made = await this.technician.upload<ImportAnswer>('programmes/import', programmes);
    this.findings.expect('programmes imported', this.town.programmes.length, made.summary.created);
    for (const noun of ['villages', 'programmes']) {
      const { items } = await this.technician.get<Page<{ id: string; name: string }>>(`${noun}?limit=1000`);
      for (const { id, name } of items) this.ids.set(name, id);
    }
  }

  private async importRegister(): Promise<void> {
    this.file = registerFile(this.town, ({ entry }) => credentialName(entry));
    const { bytes, mistakes } = this.file;
    const [all, wrong] = [this.town.cameras.length, mistakes.length];
    const tried = await this.technician.upload<ImportAnswer>(
      'cameras/import?dryRun=true&mode=valid&wait=true',
      bytes,
    );
    const ready = { created: all - wrong, changed: 0, unchanged: 0, rejected: wrong };
    this.findings.expect('dry run of the register', ready, tried.summary);
    const found = tried.rows
      .filter(({ outcome }) => outcome === 'rejected')
      .map(
        ({ row, rejections }) => `${row} ${rejections.map(({ column, code }) => `${column} ${code}`).join()}`,
      );
    const planted = mistakes.map(({ row, mistake }) => `${row} ${mistake.column} ${mistake.code}`);
    this.findings.expect(
      'each mistake at its row and column, by its name',
      planted.toSorted(),
      found.toSorted(),
    );
    const sayings = tried.rows.flatMap(({ rejections }) =>
      rejections.flatMap(({ reason, mend }) => [reason, mend]),
    );
    const isExplained = sayings.every(({ zh, en }) => zh.length > 1 && en.length > 1);
    this.findings.expect('each mistake explained in both languages', true, isExplained);
    this.findings.expect('cameras after the dry run', 0, (await this.cameras()).length);
    const real = await this.technician.upload<ImportAnswer>('cameras/import?mode=valid&wait=true', bytes);
    this.findings.expect('the register imported', ready, real.summary);
    const again = await this.technician.upload<ImportAnswer>('cameras/import?mode=valid&wait=true', bytes);
    const same = { created: 0, changed: 0, unchanged: all - wrong, rejected: wrong };
    this.findings.expect('the same file again', same, again.summary);
  }

  private async search(): Promise<void> {
    const credentialIds = [
      ...new Set(this.town.cameras.map(({ entry }) => this.idOf(credentialName(entry)))),
    ];
    const { id } = await this.technician.json<{ id: string }>('POST', 'searches', {
      zoneId: LOCAL_ZONE,
      ranges: NETWORKS,
      ports: [ONVIF_PORT],
      perSecond: 400,
      credentialIds,
    });
    this.searchId = id;
    this.findings.expect('the search', 'done', await this.searchEnd(id));
    const { mistakes, moved, differing, silent } = this.file;
    const candidates = await this.candidates();
    const count = (kind: string): number => candidates.filter(({ match }) => match.kind === kind).length;
    this.findings.expect('devices found', this.town.cameras.length - silent.length, candidates.length);
    this.findings.expect('none twice', candidates.length, new Set(candidates.map(({ host }) => host)).size);
    this.findings.expect(
      'new devices',
      hostsOf(mistakes.map(({ of }) => of)),
      hostsOfKind(candidates, 'new'),
    );
    this.findings.expect(
      'moved devices',
      hostsOf(moved.map(({ of }) => of)),
      hostsOfKind(candidates, 'moved'),
    );
    this.findings.expect('devices that differ', hostsOf(differing), hostsOfKind(candidates, 'differs'));
    this.findings.expect('ambiguous devices', 0, count('ambiguous'));
    const { items } = await this.technician.get<Page<{ host: string }>>(`searches/${id}/missing`);
    this.findings.expect(
      'registered, and not found',
      hostsOf(silent),
      items.map(({ host }) => host).toSorted(),
    );
  }

  private async adoptMissing(): Promise<void> {
    const ofHost = new Map((await this.candidates()).map((one) => [one.host, one]));
    const adopted = await inTurns(this.file.mistakes, async ({ of: { entry } }) => {
      const answer = await this.technician.json<Adopted>(
        'POST',
        `candidates/${ofHost.get(entry.host)?.id}/adopt`,
        {
          name: entry.name,
          villageId: this.idOf(this.town.villages.find(({ key }) => key === entry.villageKey)!.name),
          programmeId: this.idOf(this.town.programmes.find(({ key }) => key === entry.programmeKey)!.name),
          credentialId: this.idOf(credentialName(entry)),
        },
      );
      return `${answer.action} ${answer.camera.lifecycle} ${answer.confirmation.isLive ? 'live' : 'dark'}`;
    });
    this.findings.expect(
      'what was missing, adopted',
      this.file.mistakes.map(() => 'entered in-service live'),
      adopted,
    );
    this.findings.expect('cameras in the register', this.town.cameras.length, (await this.cameras()).length);
  }

  private async mendMoved(): Promise<void> {
    const ofHost = new Map((await this.candidates()).map((one) => [one.host, one]));
    const mended = await inTurns(this.file.moved, async ({ of, oldHost }) => {
      const candidate = ofHost.get(of.entry.host);
      const answer = await this.technician.json<Adopted>('POST', `candidates/${candidate?.id}/adopt`, {});
      const { history, host } = await this.lastMove(answer.camera.cameraId);
      return `${answer.action} ${oldHost} ${host} ${answer.confirmation.isLive ? 'live' : 'dark'} ${history}`;
    });
    this.findings.expect(
      'what had moved, mended, with who did it in the history',
      this.file.moved.map(
        ({ of, oldHost }) => `mended ${oldHost} ${of.entry.host} live ${oldHost}>${of.entry.host} wang`,
      ),
      mended,
    );
  }

  private async lastMove(cameraId: string): Promise<{ history: string; host: string }> {
    const { network } = await this.technician.get<Camera>(`cameras/${cameraId}`);
    const { items } = await this.technician.get<Page<Change>>(`cameras/${cameraId}/history`);
    const move = items.find(({ action, field }) => action === 'changed' && field?.endsWith('host') === true);
    return {
      history: `${String(move?.old)}>${String(move?.new)} ${move?.by.name ?? ''}`,
      host: network.host,
    };
  }

  private async exportAgain(): Promise<void> {
    for (const format of ['csv', 'xlsx']) {
      const response = await this.technician.bytes(`cameras/export?format=${format}`);
      const { summary } = await this.technician.upload<ImportAnswer>(
        'cameras/import?dryRun=true&wait=true',
        response,
      );
      const same = { created: 0, changed: 0, unchanged: this.town.cameras.length, rejected: 0 };
      this.findings.expect(`exported as ${format} and read again`, same, summary);
    }
  }

  private async readBack(): Promise<void> {
    const { items } = await this.auditor.get<Page<{ action: string; by: { name: string } }>>(
      'audit-entries?limit=1000&actor=wang',
    );
    const count = (action: RegExp): number => items.filter((entry) => action.test(entry.action)).length;
    const { mistakes, moved } = this.file;
    this.findings.expect('imports of cameras in the audit trail', 5, count(/^POST \/cameras\/import/));
    this.findings.expect('searches in it', 1, count(/^POST \/searches/));
    this.findings.expect(
      'adoptions in it',
      mistakes.length + moved.length,
      count(/^POST \/candidates\/.*adopt/),
    );
    this.findings.expect('exports in it', 2, count(/^GET \/cameras\/export/));
  }

  private async searchEnd(id: string): Promise<string> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const { status } = await this.technician.get<{ status: string }>(`searches/${id}`);
      if (status !== 'running' || Date.now() > until) return status;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  private candidates(): Promise<Candidate[]> {
    return listAll<Candidate>(this.technician, `candidates?searchId=${this.searchId}`);
  }

  private cameras(): Promise<Camera[]> {
    return listAll<Camera>(this.technician, 'cameras');
  }

  private idOf(name: string): string {
    return this.ids.get(name)!;
  }
}

const hostsOf = (ones: readonly TownCamera[]): string[] => ones.map(({ entry }) => entry.host).toSorted();

const credentialName = ({ username, password }: TownCamera['entry']): string =>
  `${username} ${password!.length}`;

const hostsOfKind = (candidates: readonly Candidate[], kind: string): string[] =>
  candidates
    .filter(({ match }) => match.kind === kind)
    .map(({ host }) => host)
    .toSorted();
