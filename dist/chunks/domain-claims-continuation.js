// src/domain/claims/continuation.ts
/** What is decided about a deployment that is held. */
const CONTINUATIONS = ["promote", "abort"];
/** The part of a run that goes on with what is held at a stage: what it writes is not that of what held it. */
function partOf(how, stage) {
	return `${how}-${stage}`;
}

export { partOf as n, CONTINUATIONS as t };