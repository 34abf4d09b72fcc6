import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createApp } from '../src/app.js';

const server = createApp();
let base;

before(async () => {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${server.address().port}`;
});

after(() => server.close());

const post = (body) => fetch(`${base}/notes`, { method: 'POST', body });

test('a note can be added, read and removed', async () => {
  const created = await post(JSON.stringify({ text: 'hello' }));
  assert.equal(created.status, 201);
  const { id } = await created.json();

  assert.deepEqual(await (await fetch(`${base}/notes/${id}`)).json(), { id, text: 'hello' });
  assert.equal((await fetch(`${base}/notes/${id}`, { method: 'DELETE' })).status, 204);
  assert.equal((await fetch(`${base}/notes/${id}`)).status, 404);
});

test('bad bodies are refused', async () => {
  assert.equal((await post('{')).status, 400);
  assert.equal((await post('[]')).status, 400);
  assert.equal((await post('{"text": " "}')).status, 400);
});

test('the health check answers', async () => {
  assert.equal((await fetch(`${base}/health`)).status, 200);
});
