// src/domain/history/lock.ts
/** There is no store of locks yet. */
const noLocks = { lockOf: () => Promise.resolve(void 0) };

export { noLocks };