export default async function tearDown() {
  await globalThis.shouwangPostgres?.stop();
}
