import admin from './zh/admin.ts';
import camera from './zh/camera.ts';
import codes from './zh/codes.ts';
import faces from './zh/faces.ts';
import faults from './zh/faults.ts';
import fields from './zh/fields.ts';
import frame from './zh/frame.ts';
import overview from './zh/overview.ts';
import planning from './zh/planning.ts';
import refusals from './zh/refusals.ts';
import register from './zh/register.ts';
import villages from './zh/villages.ts';
import welcome from './zh/welcome.ts';

export default {
  admin,
  camera,
  codes,
  faces,
  faults,
  fields,
  frame,
  overview,
  planning,
  refusals,
  register,
  villages,
  welcome,
};
