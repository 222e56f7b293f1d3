// src/text/json.ts
/** A value from outside as an object; an empty one for anything else. */
function asRecord(value) {
	return typeof value === "object" && value !== null ? value : {};
}
/** A field of a value from outside; undefined where it is no object or has no such field. */
function fieldOf(value, name) {
	return asRecord(value)[name];
}

export { fieldOf as n, asRecord as t };