/**
 * Who gets which answer from which route. A cell is the status at one's own village, and, after a slash, at another's
 * where it differs; `-` is 403. The village user and the local technician are limited to one village. A route of the
 * OpenAPI document without a row fails, and so does a row without a route.
 */
export const COLUMNS = ['admin', 'technician', 'local', 'planner', 'village', 'auditor', 'nobody'] as const;
export type Column = (typeof COLUMNS)[number];

const TABLE = `
                                                  admin  technician  local    planner  village  auditor  nobody
GET    /health/live                               200    200         200      200      200      200      200
GET    /health/ready                              200    200         200      200      200      200      200
GET    /metrics                                   200    200         -        200      -        200      401
GET    /prometheus/targets                        200    200         -        200      -        200      401

POST   /sessions                                  400    400         400      400      400      400      400
POST   /first-run                                 400    400         400      400      400      400      400
GET    /sessions/oidc                             404    404         404      404      404      404      404
GET    /sessions/oidc/callback                    401    401         401      401      401      401      401
GET    /sessions/current                          200    200         200      200      200      200      401
DELETE /sessions/current                          204    204         204      204      204      204      401
POST   /sessions/current/password                 422    422         422      422      422      422      401
GET    /users                                     200    -           -        -        -        200      401
POST   /users                                     201    -           -        -        -        -        401
GET    /users/{id}                                200    -           -        -        -        200      401
PATCH  /users/{id}                                200    -           -        -        -        -        401
DELETE /users/{id}                                204    -           -        -        -        -        401
GET    /tokens                                    200    200         200      200      200      200      401
POST   /tokens                                    201    201         201      201      201      201      401
DELETE /tokens/{id}                               204    404         404      404      404      404      401
GET    /audit-entries                             200    -           -        -        -        200      401

GET    /villages                                  200    200         200      200      200      200      401
POST   /villages                                  201    201         -        -        -        -        401
GET    /villages/{id}                             200    200         200/404  200      200/404  200      401
PATCH  /villages/{id}                             200    200         -        -        -        -        401
DELETE /villages/{id}                             204    204         -        -        -        -        401
GET    /villages/{id}/history                     200    200         200/404  200      200/404  200      401
POST   /villages/{id}/history/{changeId}/revert   204    204         -        -        -        -        401
GET    /villages/{id}/buildings                   200    200         200/404  200      200/404  200      401
PUT    /villages/{id}/buildings                   200    200         200/404  200      -        -        401
DELETE /villages/{id}/buildings                   204    204         204/404  204      -        -        401
GET    /villages/{id}/buildings/history           200    200         200/404  200      200/404  200      401

GET    /programmes                                200    200         200      200      200      200      401
POST   /programmes                                201    201         -        -        -        -        401
GET    /programmes/{id}                           200    200         200      200      200      200      401
PATCH  /programmes/{id}                           200    200         -        -        -        -        401
DELETE /programmes/{id}                           204    204         -        -        -        -        401
GET    /programmes/{id}/history                   200    200         200      200      200      200      401
POST   /programmes/{id}/history/{changeId}/revert 204    204         -        -        -        -        401

GET    /zones                                     200    200         200      200      200      200      401
POST   /zones                                     201    201         -        -        -        -        401
GET    /zones/{id}                                200    200         200      200      200      200      401
PATCH  /zones/{id}                                200    200         -        -        -        -        401
DELETE /zones/{id}                                204    204         -        -        -        -        401
GET    /zones/{id}/history                        200    200         200      200      200      200      401
POST   /zones/{id}/history/{changeId}/revert      204    204         -        -        -        -        401

GET    /credentials                               200    200         200      -        -        200      401
POST   /credentials                               201    -           -        -        -        -        401
GET    /credentials/{id}                          200    200         200      -        -        200      401
PATCH  /credentials/{id}                          200    -           -        -        -        -        401
DELETE /credentials/{id}                          204    -           -        -        -        -        401
GET    /credentials/{id}/history                  200    200         200      -        -        200      401
POST   /credentials/{id}/history/{changeId}/revert 204   -           -        -        -        -        401

GET    /cameras                                   200    200         200      200      200      200      401
POST   /cameras                                   201    201         201/422  -        201/422  -        401
GET    /cameras/{id}                              200    200         200/404  200      200/404  200      401
PATCH  /cameras/{id}                              200    200         200/404  -        200/404  -        401
DELETE /cameras/{id}                              204    204         204/404  -        204/404  -        401
GET    /cameras/{id}/history                      200    200         200/404  200      200/404  200      401
POST   /cameras/{id}/history/{changeId}/revert    204    204         204/404  -        204/404  -        401
POST   /cameras/bulk-edit                         200    200         200      -        200      -        401
GET    /camera-filters                            200    200         200      200      200      200      401
POST   /camera-filters                            201    201         201      201      201      201      401
DELETE /camera-filters/{id}                       404    404         404      404      404      404      401
GET    /register-quality                          200    200         200/404  200      200/404  200      401

GET    /places                                    200    200         200      200      200      200      401
POST   /places                                    201    201         201/422  201      201/422  -        401
GET    /places/{id}                               200    200         200/404  200      200/404  200      401
PATCH  /places/{id}                               200    200         200/404  200      200/404  -        401
DELETE /places/{id}                               204    204         204/404  204      204/404  -        401
GET    /places/{id}/history                       200    200         200/404  200      200/404  200      401
POST   /places/{id}/history/{changeId}/revert     204    204         204/404  204      204/404  -        401

GET    /cameras/count                             200    200         200      200      200      200      401
GET    /cameras/export                            200    200         200      200      200      200      401
POST   /cameras/import                            422    422         422      -        422      -        401
POST   /villages/import                           422    422         -        -        -        -        401
POST   /programmes/import                         422    422         -        -        -        -        401
POST   /credentials/import                        422    -           -        -        -        -        401
POST   /awards/import                             422    -           -        -        422      -        401
POST   /purchases/import                          422    -           -        -        422      -        401
POST   /places/import                             422    422         422      422      422      -        401
GET    /cameras/import-template                   200    200         200      200      200      200      401
GET    /villages/import-template                  200    200         200      200      200      200      401
GET    /programmes/import-template                200    200         200      200      200      200      401
GET    /credentials/import-template               200    200         200      200      200      200      401
GET    /awards/import-template                    200    200         200      200      200      200      401
GET    /purchases/import-template                 200    200         200      200      200      200      401
GET    /places/import-template                    200    200         200      200      200      200      401
GET    /imports                                   200    200         200      200      200      200      401
GET    /imports/{id}                              404    404         404      404      404      404      401
DELETE /imports/{id}                              404    404         404      404      404      -        401
GET    /imports/{id}/events                       404    404         404      404      404      404      401

POST   /cameras/{id}/probe                        409    409         409/404  -        -        -        401
GET    /cameras/{id}/evidence                     404    404         404      404      404      404      401
GET    /cameras/{id}/frame                        404    404         404      -        -        -        401
GET    /cameras/{id}/live                         400    400         400/404  -        -        -        401
GET    /cameras/{id}/picture-checks               200    200         200/404  200      200/404  200      401
PUT    /cameras/{id}/picture-checks               200    200         200/404  -        -        -        401
DELETE /cameras/{id}/picture-checks/scene         204    204         204/404  -        -        -        401
GET    /cameras/{id}/state                        200    200         200/404  200      200/404  200      401
GET    /cameras/{id}/timeline                     200    200         200/404  200      200/404  200      401
GET    /camera-states                             200    200         200      200      200      200      401
GET    /camera-states/summary                     200    200         200/404  200      200/404  200      401
GET    /uptime                                    200    200         200/404  200      200/404  200      401
GET    /uptime/report                             200    200         200      200      200      200      401
GET    /uptime/worst                              200    200         200      200      200      200      401
GET    /outages                                   200    200         200      200      200      200      401
GET    /outages/{id}                              404    404         404      404      404      404      401
POST   /outages/{id}/acknowledge                  404    404         404      -        -        -        401
GET    /maintenance-windows                       200    200         200      200      200      200      401
POST   /maintenance-windows                       201    201         201/422  -        -        -        401
GET    /maintenance-windows/{id}                  200    200         200/404  200      200/404  200      401
PATCH  /maintenance-windows/{id}                  200    200         200/404  -        -        -        401
DELETE /maintenance-windows/{id}                  204    204         204/404  -        -        -        401
GET    /incidents                                 200    200         200      200      200      200      401
GET    /incidents/{id}                            404    404         404      404      404      404      401

GET    /coverage                                  200    200         200/404  200      200/404  200      401
GET    /coverage/map                              200    200         200/404  200      200/404  200      401
GET    /coverage/history                          200    200         200/404  200      200/404  200      401
GET    /places/{id}/coverage                      200    200         200/404  200      200/404  200      401
GET    /coverage/places                           200    200         200/404  200      200/404  200      401
POST   /coverage/what-if                          200    200         200/422  200      200/422  -        401
POST   /coverage/what-if/footprints               200    200         200/422  200      200/422  -        401
POST   /coverage/suggestions                      400    400         400      400      400      -        401
GET    /coverage/repairs                          200    200         200/404  200      200/404  200      401
GET    /coverage/weak-points                      200    200         200/404  200      200/404  200      401
GET    /plans                                     200    200         200      200      200      200      401
POST   /plans                                     201    -           -        201      -        -        401
GET    /plans/{id}                                200    200         200/404  200      200/404  200      401
PATCH  /plans/{id}                                200    -           -        200      -        -        401
DELETE /plans/{id}                                204    -           -        204      -        -        401
POST   /plans/{id}/enter                          200    -           -        200      -        -        401
GET    /plans/{id}/comparison                     200    200         200/404  200      200/404  200      401
GET    /plans/{id}/result                         200    200         200/404  200      200/404  200      401
GET    /plans/{id}/export                         200    200         200/404  200      200/404  200      401

GET    /work-orders                               200    200         200      200      200      200      401
POST   /work-orders                               201    201         201/422  -        -        -        401
GET    /work-orders/{id}                          200    200         200/404  200      200/404  200      401
GET    /work-orders/{id}/steps                    200    200         200/404  200      200/404  200      401
GET    /work-orders/figures                       200    200         200      200      -        200      401
GET    /work-orders/round                         200    200         200      200      200      200      401
POST   /work-orders/{id}/assign                   200    200         200/404  -        -        -        401
POST   /work-orders/{id}/accept                   409    409         409/404  -        -        -        401
POST   /work-orders/{id}/arrive                   409    409         409/404  -        -        -        401
POST   /work-orders/{id}/mend                     409    409         409/404  -        -        -        401
POST   /work-orders/{id}/cancel                   200    -           -        -        -        -        401
POST   /work-orders/{id}/comment                  200    200         200/404  -        200/404  -        401
POST   /cameras/{id}/fault-reports                201    201         201/404  -        201/404  -        401

GET    /awards                                    200    -           -        200      200      200      401
POST   /awards                                    201    -           -        -        201/422  -        401
GET    /awards/{id}                               200    -           -        200      200/404  200      401
GET    /awards/{id}/versions                      200    -           -        200      200/404  200      401
POST   /awards/{id}/corrections                   201    -           -        -        201/404  -        401
GET    /purchases                                 200    -           -        200      200      200      401
POST   /purchases                                 201    -           -        -        201/422  -        401
GET    /purchases/{id}                            200    -           -        200      200/404  200      401
GET    /purchases/{id}/steps                      200    -           -        200      200/404  200      401
GET    /purchases/{id}/versions                   200    -           -        200      200/404  200      401
POST   /purchases/{id}/corrections                201    -           -        -        201/404  -        401
POST   /purchases/{id}/void                       200    -           -        -        200/404  -        401
POST   /purchases/{id}/submit                     200    -           -        -        200/404  -        401
POST   /purchases/{id}/return                     409    -           -        -        -        -        401
POST   /purchases/{id}/approve                    409    -           -        -        -        -        401
POST   /purchases/{id}/publicise                  409    -           -        -        409/404  -        401
POST   /purchases/{id}/objections                 409    -           -        -        409/404  -        401
POST   /purchases/{id}/close                      409    -           -        -        -        -        401
GET    /purchases/{id}/attachments                200    -           -        -        200/404  200      401
POST   /purchases/{id}/attachments                422    -           -        -        422/404  -        401
GET    /purchases/{id}/attachments/{attachmentId} 404    -           -        -        404      404      401
GET    /purchases/{id}/standing                   200    -           -        200      200/404  200      401
POST   /purchases/{id}/explanations               422    -           -        -        422/404  -        401
POST   /purchases/{id}/cameras                    422    -           -        -        422/404  -        401
POST   /purchases/{id}/cameras/match              200    -           -        -        200/404  -        401
GET    /purchases/{id}/cameras/suggestions        200    -           -        -        200/404  200      401
DELETE /purchases/{id}/cameras/{cameraId}         404    -           -        -        404      -        401
GET    /suppliers                                 200    -           -        200      200      200      401
GET    /warranties                                200    -           -        200      200      200      401
GET    /fund-reports                              200    -           -        200      200/404  200      401
GET    /publications                              200    -           -        200      200      200      401
POST   /publications                              201    -           -        -        201/422  -        401
GET    /publications/{number}                     200    -           -        200      200/404  200      401
GET    /public/publications                       200    200         200      200      200      200      200
GET    /public/publications/{number}              404    404         404      404      404      404      404
GET    /balances                                  200    -           -        200      200      200      401
GET    /villages/{id}/balance                     200    -           -        200      200/404  200      401

GET    /board/welcome                             200    200         200      200      200      200      200
GET    /board/settings                            200    200         200      200      200      200      401
GET    /board/villages                            200    200         200      200      200      200      401
GET    /board/band                                200    200         200/404  200      200/404  200      401
GET    /board/service                             200    200         -        -        -        200      401
GET    /board/cameras                             200    200         200      200      200      200      401
GET    /board/events                              200    200         200      200      200      200      401
GET    /board/maps/{name}                         404    404         404      404      404      404      401

GET    /searches                                  200    200         -        200      -        200      401
POST   /searches                                  422    422         -        -        -        -        401
GET    /searches/{id}                             404    404         -        404      -        404      401
GET    /searches/{id}/events                      404    404         -        404      -        404      401
GET    /searches/{id}/missing                     404    404         -        404      -        404      401
DELETE /searches/{id}                             404    404         -        -        -        -        401
GET    /candidates                                200    200         -        200      -        200      401
GET    /candidates/{id}                           404    404         -        404      -        404      401
POST   /candidates/adopt                          400    400         -        -        -        -        401
POST   /candidates/{id}/adopt                     400    400         -        -        -        -        401

GET    /channels                                  200    200         200      -        -        200      401
POST   /channels                                  201    -           -        -        -        -        401
GET    /channels/{id}                             200    200         200/404  -        -        200      401
PATCH  /channels/{id}                             200    -           -        -        -        -        401
DELETE /channels/{id}                             204    -           -        -        -        -        401
POST   /channels/{id}/test                        200    200         200/404  -        -        -        401
GET    /deliveries                                200    200         200      -        -        200      401
POST   /deliveries/{id}/retry                     404    404         404      -        -        -        401
`;

export interface Row {
  /** As `GET /cameras/{id}`. */
  readonly route: string;
  readonly own: Readonly<Record<Column, number>>;
  readonly other: Readonly<Record<Column, number>>;
}

export const ROLE_TABLE: readonly Row[] = TABLE.split('\n')
  .map((line) => line.trim().split(/\s+/))
  .filter(([method]) => method !== '' && method !== 'admin')
  .map(([method, path, ...cells]) => ({
    route: `${method} ${path}`,
    own: statuses(cells, (cell) => cell.split('/')[0]!),
    other: statuses(cells, (cell) => cell.split('/').at(-1)!),
  }));

function statuses(cells: readonly string[], read: (cell: string) => string): Record<Column, number> {
  const numbers = COLUMNS.map((column, index) => {
    const text = read(cells[index] ?? '');
    return [column, text === '-' ? 403 : Number(text)] as const;
  });
  return Object.fromEntries(numbers) as Record<Column, number>;
}
