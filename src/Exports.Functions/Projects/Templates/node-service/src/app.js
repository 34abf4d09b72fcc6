import { createServer } from 'node:http';
import { NoteStore } from './notes.js';
import { BadRequest, readJson, sendJson } from './http.js';

/** An HTTP server that does not listen yet. */
export function createApp(notes = new NoteStore()) {
  return createServer(async (request, response) => {
    try {
      const { status, body } = await route(request, notes);
      sendJson(response, status, body);
    } catch (error) {
      if (error instanceof BadRequest) {
        sendJson(response, error.status, { message: error.message });
      } else {
        console.error(error);
        sendJson(response, 500, { message: 'Internal error' });
      }
    }
  });
}

async function route(request, notes) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const id = /^\/notes\/(\d+)$/.exec(pathname)?.[1];

  if (request.method === 'GET' && pathname === '/health') return { status: 200, body: { status: 'ok' } };
  if (request.method === 'GET' && pathname === '/notes') return { status: 200, body: notes.list() };
  if (request.method === 'POST' && pathname === '/notes') {
    const { text } = await readJson(request);
    if (typeof text !== 'string' || text.trim() === '') throw new BadRequest('text is required');
    return { status: 201, body: notes.add(text) };
  }
  if (request.method === 'GET' && id) return found(notes.find(Number(id)));
  if (request.method === 'DELETE' && id) return notes.remove(Number(id)) ? { status: 204 } : found(undefined);
  return { status: 404, body: { message: 'Not found' } };
}

const found = (note) => (note ? { status: 200, body: note } : { status: 404, body: { message: 'Not found' } });
