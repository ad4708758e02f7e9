import { megabytes, milliseconds, span } from '../../formats/amounts.ts';
import { i18n } from '../../locales/index.ts';
import { concernsOf, type Service } from './service-concerns.ts';

/** One thing to know of the service; `concern` where somebody should do something about it. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly concern: string | null;
}

/** How the service is, what worries first. */
export function factsOf(service: Service): readonly Fact[] {
  const concerns = concernsOf(service);
  const { t } = i18n.global;
  const facts = Object.entries(valuesOf(service)).map(([name, value]) => ({
    name,
    value,
    concern: concerns.has(name) ? t(`admin.service.concerns.${name}`) : null,
  }));
  return facts.toSorted((a, b) => Number(b.concern !== null) - Number(a.concern !== null));
}

function valuesOf(service: Service): Readonly<Record<string, string>> {
  const { version, upS, memory, database, notify, probing, streams } = service;
  const { inFlight, waiting, dropped, lateness, ownClockOffsetS } = probing;
  const { t } = i18n.global;
  const none = t('admin.service.noAnswer');
  const kind = database.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  return {
    writing: database.isWritable
      ? t('admin.service.writable')
      : t('admin.service.notWritable', { failure: database.failure ?? none }),
    late: t('admin.service.lateness', {
      minutes: lateness.windowMinutes,
      probes: lateness.probes,
      half: late(lateness.p50Ms),
      most: late(lateness.p95Ms),
    }),
    queue: `${inFlight} / ${waiting}`,
    dropped: String(dropped),
    decoders: String(probing.decodeWorkers),
    deliveries: notify === null ? none : `${notify.waiting} / ${notify.dead}`,
    clock: t('admin.service.seconds', { count: ownClockOffsetS.toFixed(1) }),
    cameras: String(probing.cameras),
    database: `${kind} · ${database.bytes === null ? none : megabytes(database.bytes)}`,
    memory: megabytes(memory.bytes),
    streams: `${streams.open} / ${streams.max}`,
    version,
    up: span(upS),
  };
}

function late(ms: number | null): string {
  return ms === null ? '—' : milliseconds(ms);
}
