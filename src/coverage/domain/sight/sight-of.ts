import { spotOf, type Plane } from '../../../kernel/geography.js';
import { pixelWidthOf } from './resolution.js';
import type { Assumable, Sight, SightKind } from './sight.js';
import {
  SIGHT_TYPES,
  type SightDefault,
  type SightDefaults,
  type SightFacts,
  type SightProblem,
  type SightType,
} from './sight-facts.js';

/** 监视方位 by where it looks: 东(西向东) is to the east. 9 (全向) looks everywhere and nowhere. */
const DIRECTION_DEG: Readonly<Record<string, number>> = {
  '1': 90,
  '2': 270,
  '3': 180,
  '4': 0,
  '5': 135,
  '6': 45,
  '7': 225,
  '8': 315,
};
const ALL_ROUND = '9';

/** 球机 and 遥控枪机 turn. */
const TURNING: ReadonlySet<string> = new Set(['1', '4']);
/** 半球 may be one that looks everywhere; a 枪机 is not. */
const DOME = '2';

/**
 * How a camera hangs and looks, from what its register says and, where that is silent or can't be, from what is usual
 * for its type. `assumed` names what was filled in, `problems` every value that could not be used.
 */
export function sightOf(
  plane: Plane,
  facts: SightFacts,
  defaults: SightDefaults,
): { readonly sight: Sight; readonly problems: readonly SightProblem[] } {
  const reading = new Reading(facts);
  const field = reading.number('horizontalFieldOfViewDeg', [0, 360], 'degrees');
  const kind = kindOf(facts, field);
  const usual = defaults[kind === 'panoramic' ? 'panoramic' : typeOf(facts.cameraType)];
  const widthPx = reading.widthPx() ?? reading.assume('resolution', usual.widthPx);
  const horizontalFieldOfViewDeg =
    field ?? reading.assume('horizontalFieldOfViewDeg', usual.horizontalFieldOfViewDeg);
  const sight: Sight = {
    kind,
    at: spotOf(plane, facts.position),
    heightM: reading.number('mountHeightM', [0, 300], 'metres') ?? reading.assume('heightM', usual.heightM),
    headingDeg: reading.heading(kind) ?? reading.assume('headingDeg', usual.headingDeg),
    tiltDeg: reading.tilt() ?? reading.assume('tiltDeg', usual.tiltDeg),
    horizontalFieldOfViewDeg,
    verticalFieldOfViewDeg:
      reading.number('verticalFieldOfViewDeg', [0, 180], 'degrees') ??
      reading.assume('verticalFieldOfViewDeg', verticalOf(field, usual)),
    widthPx,
    rangeM: reading.number('viewDistanceM', [0, 10_000], 'metres') ?? reading.assume('rangeM', usual.rangeM),
    assumed: reading.assumed,
  };
  return { sight, problems: reading.problems };
}

function typeOf(cameraType: string | null): SightType {
  return SIGHT_TYPES.find((type) => type === cameraType) ?? '99';
}

function kindOf({ cameraType, direction }: SightFacts, fieldDeg: number | null): SightKind {
  if (TURNING.has(cameraType ?? '')) return 'ptz';
  if (fieldDeg !== null) return fieldDeg >= 180 ? 'panoramic' : 'fixed';
  return direction === ALL_ROUND && cameraType === DOME ? 'panoramic' : 'fixed';
}

/** A picture keeps its shape: of a lens other than the usual one, vfov = 2 · atan(tan(hfov ÷ 2) · 9 ÷ 16). */
function verticalOf(fieldDeg: number | null, usual: SightDefault): number {
  if (fieldDeg === null || fieldDeg >= 180) return usual.verticalFieldOfViewDeg;
  const half = Math.tan((fieldDeg * Math.PI) / 360) * (9 / 16);
  return (Math.atan(half) * 360) / Math.PI;
}

/** Reads one camera's facts, and keeps what was wrong and what was assumed. */
class Reading {
  readonly problems: SightProblem[] = [];
  readonly assumed: Assumable[] = [];

  constructor(private readonly facts: SightFacts) {}

  assume(field: Assumable, value: number): number {
    this.assumed.push(field);
    return value;
  }

  /** Above `min` and up to `max`. */
  number(
    field: 'mountHeightM' | 'horizontalFieldOfViewDeg' | 'verticalFieldOfViewDeg' | 'viewDistanceM',
    [min, max]: readonly [number, number],
    unit: string,
  ): number | null {
    const value = this.facts[field];
    if (value === null || (value > min && value <= max)) return value;
    return this.refuse(field, `is ${value}; write more than ${min} and up to ${max} ${unit}`);
  }

  tilt(): number | null {
    const { tiltDeg } = this.facts;
    if (tiltDeg === null || Math.abs(tiltDeg) <= 90) return tiltDeg;
    return this.refuse('tiltDeg', `is ${tiltDeg}; write -90 to 90 degrees below the horizon`);
  }

  /** The number before the code; of two that look away from each other the number, and it is said. */
  heading(kind: SightKind): number | null {
    const registered = this.degrees();
    const named = this.named(kind);
    if (registered === null || named === null) return registered ?? named;
    if (Math.abs(((registered - named + 540) % 360) - 180) > 90) {
      this.refuse(
        'direction',
        `looks the other way than the heading of ${registered}°, which holds; correct one`,
      );
    }
    return registered;
  }

  private degrees(): number | null {
    const { headingDeg } = this.facts;
    if (headingDeg === null) return null;
    if (headingDeg >= 0 && headingDeg <= 360) return headingDeg % 360;
    return this.refuse('headingDeg', `is ${headingDeg}; write 0 to 360 degrees clockwise from north`);
  }

  /** A panoramic camera that looks everywhere needs no heading: it is north, and nothing is assumed. */
  private named(kind: SightKind): number | null {
    const { direction, headingDeg } = this.facts;
    if (direction === null) return null;
    if (direction !== ALL_ROUND) {
      return DIRECTION_DEG[direction] ?? this.refuse('direction', `is ${direction}; write a code of 1 to 9`);
    }
    if (kind === 'panoramic' && headingDeg === null) return 0;
    if (kind !== 'fixed' || headingDeg !== null) return null;
    return this.refuse(
      'direction',
      'is 9 (全向), but this camera looks one way; write the way that it looks',
    );
  }

  widthPx(): number | null {
    const { resolution } = this.facts;
    if (resolution === null || resolution.trim() === '') return null;
    const width = pixelWidthOf(resolution);
    return (
      width ??
      this.refuse('resolution', `is ${JSON.stringify(resolution)}; write its pixels, such as 1920x1080`)
    );
  }

  private refuse(field: keyof SightFacts, message: string): null {
    this.problems.push({ field, message: `${field} ${message}` });
    return null;
  }
}
