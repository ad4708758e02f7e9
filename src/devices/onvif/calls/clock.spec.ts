import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../kernel/instant.js';
import { parseXml } from '../../wire/xml/parse-xml.js';
import { looksLikeTimeZone, readClockResponse, type ClockReading } from './clock.js';
import { zoneOffsetMs } from './zone-offset.js';

describe('zoneOffsetMs', () => {
  it.each([
    ['CST-8', false, 8 * HOUR_MS],
    ['CST7:00:00', false, -7 * HOUR_MS],
    ['MST7MDT,M3.2.0,M11.1.0', false, -7 * HOUR_MS],
    ['MST7MDT,M3.2.0,M11.1.0', true, -6 * HOUR_MS],
    ['CST-8', true, 8 * HOUR_MS],
    ['<+0530>-5:30', false, 5.5 * HOUR_MS],
    ['UTC0', false, 0],
    ['Asia/Shanghai', false, null],
    ['', false, null],
  ])('reads %j (summer: %j)', (zone, isSummer, offsetMs) => {
    expect(zoneOffsetMs(zone, isSummer)).toBe(offsetMs);
  });
});

describe('looksLikeTimeZone', () => {
  it.each([
    [0, false],
    [20 * SECOND_MS, false],
    [5 * MINUTE_MS, false],
    [8 * HOUR_MS + 20 * SECOND_MS, true],
    [8 * HOUR_MS - 60 * SECOND_MS, true],
    [8 * HOUR_MS + 61 * SECOND_MS, false],
    [5.5 * HOUR_MS, true],
    [-12 * HOUR_MS, true],
    [-12.5 * HOUR_MS, false],
    [14 * HOUR_MS, true],
    [14.5 * HOUR_MS, false],
    [24 * HOUR_MS, false],
  ])('of an offset of %d ms is %j', (offsetMs, expected) => {
    expect(looksLikeTimeZone(offsetMs)).toBe(expected);
  });
});

const read = (content: string): ClockReading | null =>
  readClockResponse(
    parseXml(`<r><SystemDateAndTime>${content}</SystemDateAndTime></r>`, { maxDepth: 9, maxTags: 99 }),
  );

describe('readClockResponse', () => {
  const NOON = '<Time><Hour>12</Hour><Minute>0</Minute><Second>1</Second></Time>';
  const DAY = '<Date><Year>2025</Year><Month>4</Month><Day>6</Day></Date>';
  const ZONE = '<TimeZone><TZ>CST-8</TZ></TimeZone>';

  it('takes UTC from the local time and the zone where a device leaves it out', () => {
    expect(read(`${ZONE}<LocalDateTime>${NOON}${DAY}</LocalDateTime>`)).toEqual({
      utcMs: Date.UTC(2025, 3, 6, 4, 0, 1),
      localMs: Date.UTC(2025, 3, 6, 12, 0, 1),
      timeZone: 'CST-8',
      zoneMs: 8 * 3_600_000,
    });
  });

  it.each([
    ['local time without a zone', `<LocalDateTime>${NOON}${DAY}</LocalDateTime>`],
    ['no date', `<UTCDateTime>${NOON}</UTCDateTime>`],
    ['words', `<UTCDateTime>${NOON.replace('12', 'noon')}${DAY}</UTCDateTime>`],
    ['a negative hour', `<UTCDateTime>${NOON.replace('12', '-1')}${DAY}</UTCDateTime>`],
    ['an hour too late', `<UTCDateTime>${NOON.replace('12', '25')}${DAY}</UTCDateTime>`],
  ])('finds no time in %s', (_name, content) => {
    expect(read(content)).toBeNull();
  });
});
