// src/actions/build/state.ts
/** What the step keeps for `post`, by the names of the runner's state; nothing of it is secret. */
const BUILD_STATE = {
	folder: "folder",
	marker: "marker"
};

export { BUILD_STATE as t };