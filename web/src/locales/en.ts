import admin from './en/admin.ts';
import camera from './en/camera.ts';
import codes from './en/codes.ts';
import faces from './en/faces.ts';
import faults from './en/faults.ts';
import fields from './en/fields.ts';
import frame from './en/frame.ts';
import overview from './en/overview.ts';
import planning from './en/planning.ts';
import refusals from './en/refusals.ts';
import register from './en/register.ts';
import villages from './en/villages.ts';
import welcome from './en/welcome.ts';
import type { Words } from './index.ts';

const words: Words = {
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
export default words;
