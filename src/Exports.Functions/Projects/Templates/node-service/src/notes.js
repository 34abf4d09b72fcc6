/** Notes in memory; replace it with a store of your own. */
export class NoteStore {
  #notes = new Map();
  #lastId = 0;

  list() {
    return [...this.#notes.values()];
  }

  find(id) {
    return this.#notes.get(id);
  }

  add(text) {
    const note = { id: ++this.#lastId, text };
    this.#notes.set(note.id, note);
    return note;
  }

  remove(id) {
    return this.#notes.delete(id);
  }
}
