import { expectation, streamPath, type Town, townOf } from './index.js';

describe('the demonstration town', () => {
  const town: Town = townOf('anhai');
  const villageOf = (key: string) => town.villages.find((village) => village.key === key)!;

  it('is the same each time', () => {
    expect(townOf('anhai')).toEqual(town);
  });

  it('stands beside another where its cameras have a net of their own', () => {
    const hosts = townOf('anhai', 59).cameras.map(({ camera }) => camera.host);
    expect(hosts.every((host) => host.startsWith('127.59.'))).toBe(true);
  });

  it('has 42 villages, and no code but the one that is confirmed', () => {
    expect(town.demonstration).toBe(true);
    expect(town.villages).toHaveLength(42);
    expect(town.villages.filter(({ code }) => code !== null)).toEqual([
      expect.objectContaining({ name: '桥头村', code: '350582101212' }),
    ]);
    expect(new Set(town.villages.map(({ name }) => name)).size).toBe(42);
  });

  it('names only what a source names, and calls the rest demonstration', () => {
    const named = town.villages.filter(({ name }) => !name.startsWith('演示'));
    expect(named).toHaveLength(19);
    for (const { entry } of town.cameras) expect(entry.name).toContain('演示');
    expect(town.cameras.filter(({ entry }) => entry.deviceCode !== null)).toEqual([]);
  });

  it('has 200 cameras of 雪亮工程 and 387 of 智能天网, 47 of these in 上坡村', () => {
    const programme = (name: string) =>
      town.cameras.filter(
        ({ entry }) => town.programmes.find(({ key }) => key === entry.programmeKey)?.name === name,
      );
    expect(programme('雪亮工程')).toHaveLength(200);
    expect(programme('智能天网')).toHaveLength(387);
    expect(
      programme('智能天网').filter(({ entry }) => villageOf(entry.villageKey).name === '上坡村'),
    ).toHaveLength(47);
  });

  it('has all four kinds of sites and cameras in every village, close to its middle', () => {
    expect(new Set(town.cameras.map(({ entry }) => entry.siteKind)).size).toBe(4);
    expect(new Set(town.cameras.map(({ entry }) => entry.villageKey)).size).toBe(42);
    for (const { entry } of town.cameras) {
      expect(Math.abs(entry.position.latitudeDeg - 24.72)).toBeLessThan(0.05);
      expect(Math.abs(entry.position.longitudeDeg - 118.47)).toBeLessThan(0.05);
    }
  });

  it('has an address of loopback for every camera, and the register knows it', () => {
    expect(new Set(town.cameras.map(({ camera }) => camera.host)).size).toBe(587);
    for (const { entry, camera } of town.cameras) {
      expect(camera.host).toMatch(/^127\./);
      expect([entry.host, entry.onvifPort, entry.rtspPort]).toEqual([
        camera.host,
        camera.onvifPort,
        camera.rtspPort,
      ]);
      expect({ username: entry.username, password: entry.password }).toEqual(camera.login);
    }
  });

  it('is about 4 % offline and 5 % impaired, for many reasons', () => {
    const truths = town.cameras.map(({ camera }) => expectation(camera));
    const share = (state: string): number =>
      truths.filter((truth) => truth.state === state).length / truths.length;
    expect(share('offline')).toBeCloseTo(0.04, 2);
    expect(share('impaired')).toBeCloseTo(0.05, 2);
    expect(share('unknown')).toBe(0);
    const causes = (state: string) =>
      new Set(truths.filter((truth) => truth.state === state).map(({ fault }) => fault));
    expect(causes('impaired')).toEqual(
      new Set(['black', 'frozen', 'covered', 'blurred', 'signal-lost', 'clock-off', 'onvif-silent']),
    );
    expect(causes('offline').size).toBeGreaterThanOrEqual(10);
  });

  it('has every codec, and odd cameras that are well', () => {
    expect(new Set(town.cameras.map(({ camera }) => camera.codec))).toEqual(
      new Set(['h264', 'h265', 'mjpeg']),
    );
    const odd = town.cameras.filter(
      ({ camera }) => camera.faults.length > 0 && expectation(camera).state === 'online',
    );
    expect(odd.length).toBeGreaterThan(70);
  });

  it('wrote down the path of the stream where ONVIF cannot be asked', () => {
    const mute = town.cameras.filter(({ camera }) => expectation(camera).fault === 'onvif-silent');
    expect(mute.length).toBeGreaterThan(0);
    for (const { entry, camera } of mute) expect(entry.streamPath).toBe(streamPath(camera));
  });
});
