// A GitLab client from the npm registry, as it is, against the service at EXPORTS_URL with the token in EXPORTS_TOKEN.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Gitlab } from '@gitbeaker/rest';

const host = process.env.EXPORTS_URL;
const token = process.env.EXPORTS_TOKEN;
const client = new Gitlab({ host, token });
const state = {};

// The client itself asks for an export's or import's status six times a minute at most.
async function poll(ask, isOver) {
  const seen = [];
  for (let tries = 0; tries < 5; tries += 1) {
    const answer = await ask();
    seen.push(answer);
    if (isOver(answer)) return answer;
    await pause(2000);
  }
  assert.fail(`still not over: ${JSON.stringify(seen)}`);
}

function names(archive) {
  return execFileSync('tar', ['-tzf', '-'], { input: archive }).toString().trim().split('\n');
}

test('create a project', async () => {
  const project = await client.Projects.create({ name: 'By a client', path: 'by-a-client', description: 'empty' });
  assert.ok(Number.isInteger(project.id) && project.id > 0);
  assert.equal(project.name, 'By a client');
  assert.equal(project.description, 'empty');
  assert.equal(project.path, 'by-a-client');
  assert.equal(project.path_with_namespace, 'by-a-client');
  assert.equal(project.name_with_namespace, 'By a client');
  assert.equal(project.import_status, 'none');
  assert.ok(!Number.isNaN(Date.parse(project.created_at)));
  state.empty = project;
});

test('create a project from a template', async () => {
  const project = await client.Projects.create({ name: 'Site', path: 'site', templateName: 'static-site' });
  assert.equal(project.import_status, 'finished');
  state.site = project;
});

test('show a project by its id and by its path', async () => {
  assert.equal((await client.Projects.show(state.site.id)).path_with_namespace, 'site');
  assert.equal((await client.Projects.show('site')).id, state.site.id);
});

test('export, poll the status, download', async () => {
  const before = await client.ProjectImportExports.showExportStatus('site');
  assert.equal(before.export_status, 'none');
  assert.equal(before._links, undefined);

  const accepted = await client.ProjectImportExports.scheduleExport(state.site.id);
  assert.equal(accepted.message, '202 Accepted');

  const finished = await poll(
    () => client.ProjectImportExports.showExportStatus(state.site.id),
    (status) => status.export_status === 'finished',
  );
  assert.equal(finished.id, state.site.id);
  assert.equal(finished.path_with_namespace, 'site');
  assert.match(finished._links.api_url, /\/api\/v4\/projects\/\d+\/export\/download$/);
  assert.ok(finished._links.web_url);

  const archive = await client.ProjectImportExports.download(state.site.id);
  assert.equal(archive.type, 'application/gzip');
  assert.equal(archive.size, finished.archive.size);
  state.archive = Buffer.from(await archive.arrayBuffer());
  const found = names(state.archive);
  assert.deepEqual(found.slice(0, 3), ['VERSION', 'project.json', 'manifest.ndjson']);
  assert.ok(found.includes('files/index.html'));
});

test('export with a description, by the path', async () => {
  const accepted = await client.ProjectImportExports.scheduleExport('site', undefined, { description: 'again' });
  assert.equal(accepted.message, '202 Accepted');
});

test('a second download in one minute is refused, and says for how long', async () => {
  const url = `${host}/api/v4/projects/${state.site.id}/export/download`;
  const download = () => fetch(url, { headers: { 'PRIVATE-TOKEN': token } });
  let refused = await download();
  if (refused.ok) refused = await download(); // A new minute had begun.
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('RateLimit-Name'), 'project_download_export');
  assert.equal(refused.headers.get('RateLimit-Remaining'), '0');
  assert.ok(Number(refused.headers.get('Retry-After')) <= 60);
});

test('import the archive, poll the status', async () => {
  const file = { content: new Blob([state.archive]), filename: 'site_export.tar.gz' };
  const scheduled = await client.ProjectImportExports.import(file, 'imported');
  assert.ok(Number.isInteger(scheduled.id) && scheduled.id > 0);
  assert.equal(scheduled.path_with_namespace, 'imported');
  assert.equal(scheduled.import_status, 'scheduled');

  const finished = await poll(
    () => client.ProjectImportExports.showImportStatus(scheduled.id),
    (status) => ['finished', 'failed'].includes(status.import_status),
  );
  assert.equal(finished.import_status, 'finished', finished.import_error);
  assert.equal(finished.import_type, 'gitlab_project');

  const project = await client.Projects.show('imported');
  assert.equal(project.id, scheduled.id);
  assert.equal(project.import_status, 'finished');
  assert.equal(project.tree, state.site.tree);
  await client.Projects.remove(project.id);
});

test('import what is no archive: the status says why', async () => {
  const file = { content: new Blob(['no archive at all']), filename: 'x.tar.gz' };
  const scheduled = await client.ProjectImportExports.import(file, 'broken', { overwrite: false });
  const failed = await poll(
    () => client.ProjectImportExports.showImportStatus(scheduled.id),
    (status) => ['finished', 'failed'].includes(status.import_status),
  );
  assert.equal(failed.import_status, 'failed');
  assert.match(failed.import_error, /gzip/);
  await assert.rejects(client.Projects.show('broken'), (error) => error.cause.response.status === 404);
});

test('import from an address that is not public is refused', async () => {
  await assert.rejects(
    client.ProjectImportExports.importRemote('https://127.0.0.1/site_export.tar.gz', 'remote'),
    (error) => error.cause.response.status === 400,
  );
});

test('list projects page by page', async () => {
  for (const number of [1, 2, 3]) await client.Projects.create({ name: `Many ${number}`, path: `many-${number}` });

  const all = await client.Projects.all({ perPage: 2 });
  assert.equal(all.length, 5);
  assert.equal(new Set(all.map((project) => project.id)).size, 5);

  const second = await client.Projects.all({ perPage: 2, page: 2, showExpanded: true });
  assert.equal(second.data.length, 2);
  assert.deepEqual(second.paginationInfo, { total: 5, next: 3, current: 2, previous: 1, perPage: 2, totalPages: 3 });
  assert.deepEqual(second.data.map((project) => project.id), all.slice(2, 4).map((project) => project.id));

  assert.equal((await client.Projects.all({ perPage: 2, maxPages: 1 })).length, 2);
});

test('delete a project', async () => {
  assert.equal((await client.Projects.remove(state.empty.id)).message, '202 Accepted');
  await assert.rejects(client.Projects.show(state.empty.id), (error) => {
    assert.equal(error.cause.response.status, 404);
    assert.equal(error.cause.description, '404 Project Not Found');
    return true;
  });
});

test('errors reach the client as messages', async () => {
  const stranger = new Gitlab({ host, token: `${token}-wrong` });
  await assert.rejects(stranger.Projects.all(), (error) => error.cause.response.status === 401 && error.cause.description === '401 Unauthorized');
  await assert.rejects(client.ProjectImportExports.download(state.site.id + 1), (error) => error.cause.response.status === 404);
  await assert.rejects(client.Projects.create({ name: 'Site', path: 'site' }), (error) => error.cause.response.status === 409);
});
