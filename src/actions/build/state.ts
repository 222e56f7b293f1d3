/** What the step keeps for `post`, by the names of the runner's state; nothing of it is secret. */
export const BUILD_STATE = { folder: 'folder', marker: 'marker' } as const
