import {
  type MigrationInterface,
  type QueryRunner,
  Table,
  type TableColumnOptions,
  TableForeignKey,
} from 'typeorm';
import { boolean, double, id, instant, integer, json, text } from '../../../platform/database/columns.js';
import { LOCAL_ZONE_ID } from '../../domain/groups.js';

const OPTIONAL = { isNullable: true };
const dated = (): TableColumnOptions[] => [id(), instant('created_at'), instant('updated_at')];
const unique = (name: string, column: string) => ({ name, columnNames: [column], isUnique: true });
const index = (name: string, column: string) => ({ name, columnNames: [column] });

/** Villages, programmes, zones, credentials and cameras with the whole column set of 一机一档. */
export class Register1764000000000 implements MigrationInterface {
  readonly name = 'Register1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'villages',
        columns: [
          ...dated(),
          text('name'),
          text('code', OPTIONAL),
          text('kind'),
          json('boundary', OPTIONAL),
          boolean('is_demonstration'),
        ],
        indices: [unique('villages_code', 'code')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'programmes',
        columns: [
          ...dated(),
          text('name'),
          double('heartbeat_interval_s', OPTIONAL),
          double('frame_interval_s', OPTIONAL),
          double('facts_interval_s', OPTIONAL),
        ],
        indices: [unique('programmes_name', 'name')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'zones',
        columns: [...dated(), text('name'), json('allowed_networks')],
        indices: [unique('zones_name', 'name')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'credentials',
        columns: [...dated(), text('name'), text('username'), text('sealed'), integer('version')],
        indices: [unique('credentials_name', 'name')],
      }),
    );
    await runner.createTable(camerasTable());
    await runner.query(
      `INSERT INTO zones (id, created_at, updated_at, name, allowed_networks) VALUES ('${LOCAL_ZONE_ID}', 0, 0, 'local', '[]')`,
    );
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only; restore a backup to go back');
  }
}

function camerasTable(): Table {
  return new Table({
    name: 'cameras',
    columns: [...dated(), ...ownColumns(), ...templateColumns()],
    foreignKeys: [
      refersTo('village_id', 'villages'),
      refersTo('programme_id', 'programmes'),
      refersTo('zone_id', 'zones'),
      refersTo('credential_id', 'credentials'),
    ],
    indices: [
      unique('cameras_device_code', 'device_code'),
      index('cameras_village', 'village_id'),
      index('cameras_programme', 'programme_id'),
      index('cameras_credential', 'credential_id'),
      index('cameras_host', 'host'),
      index('cameras_mac', 'mac'),
    ],
  });
}

function ownColumns(): TableColumnOptions[] {
  return [
    text('name'),
    text('device_code', OPTIONAL),
    text('village_id'),
    text('programme_id', OPTIONAL),
    text('zone_id'),
    text('credential_id', OPTIONAL),
    text('lifecycle'),
    text('site_kind', OPTIONAL),
    boolean('is_demonstration'),
    double('latitude_deg', OPTIONAL),
    double('longitude_deg', OPTIONAL),
    text('host'),
    text('mac', OPTIONAL),
    ...['onvif', 'rtsp'].flatMap((service) => [
      integer(`${service}_port`, OPTIONAL),
      text(`${service}_path`, OPTIONAL),
      boolean(`${service}_tls`, OPTIONAL),
    ]),
    ...['vendor', 'model', 'firmware', 'serial', 'mac'].map((fact) => text(`observed_${fact}`, OPTIONAL)),
    instant('observed_at', OPTIONAL),
  ];
}

/** Spelled out and not made from the domain's list: a migration that has run must never change with the code. */
function templateColumns(): TableColumnOptions[] {
  const texts =
    'vendor_code administrative_region point_type model common_name ipv6 camera_type function_types supply_light ' +
    'encode_format install_address position_types direction network_attribute police_authority installed_on ' +
    'management_unit management_contact department construction_unit platform_code administrator_name ' +
    'administrator_phone contractor maintenance_unit resolution height_type surroundings room_type pole_number ' +
    'access_network enabled_on capture_area_type warranty_until grassroots_code legal_basis filing_number filed_on';
  const doubles =
    'retention_days horizontal_field_of_view_deg vertical_field_of_view_deg view_distance_m mount_height_m ' +
    'heading_deg tilt_deg';
  return [
    ...texts.split(' ').map((name) => text(name, OPTIONAL)),
    ...doubles.split(' ').map((name) => double(name, OPTIONAL)),
    boolean('has_sign', OPTIONAL),
  ];
}

function refersTo(column: string, table: string): TableForeignKey {
  return new TableForeignKey({
    name: `cameras_${column}`,
    columnNames: [column],
    referencedTableName: table,
    referencedColumnNames: ['id'],
  });
}
