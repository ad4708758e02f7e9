import type { Position } from '../../../kernel/geography.js';
import type { PlanReport, ReportedChange, ReportedPlace } from '../../app/plan-report.js';

/** A GeoJSON FeatureCollection (RFC 7946) as text: each change where the camera is to hang, and each place it changes. */
export function planFeatures({ changes, places }: PlanReport): string {
  const features = [
    ...changes.map((each) => changeFeature(each)),
    ...places.map((each) => placeFeature(each)),
  ];
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function changeFeature({ id, from, to, ...properties }: ReportedChange) {
  const where = to ?? from;
  const movedFrom = to !== null && from !== null ? { movedFrom: pointOf(from) } : {};
  return {
    type: 'Feature',
    id,
    geometry: where === null ? null : { type: 'Point', coordinates: pointOf(where) },
    properties: { layer: 'change', ...properties, ...movedFrom },
  };
}

function placeFeature({ placeId, geometry, ...properties }: ReportedPlace) {
  return { type: 'Feature', id: placeId, geometry, properties: { layer: 'place', ...properties } };
}

/** Longitude first. */
function pointOf({ longitudeDeg, latitudeDeg }: Position): readonly [number, number] {
  return [longitudeDeg, latitudeDeg];
}
