import { c as UserError } from "./time-system-clock.js";
import { a as parseDuration } from "./time-duration.js";

// src/runner/inputs.ts
/** Reads all inputs of a table. Throws one `input-missing` that names every required input that is missing or empty. */
function readInputs(table, get) {
	const texts = {};
	for (const name of Object.keys(table)) texts[name] = get(name).trim();
	const missing = Object.entries(table).filter(([name, spec]) => spec.required && texts[name] === "");
	if (missing.length > 0) {
		const names = missing.map(([name]) => `"${name}"`);
		const subject = names.length === 1 ? `Input ${names[0]} is` : `Inputs ${names.join(", ")} are`;
		const [known] = missing.flatMap(([, { whenMissing }]) => whenMissing ?? []);
		const change = `give ${names.length === 1 ? "it a value" : "them values"} under "with:" of this step`;
		throw new UserError("input-missing", `${subject} missing or empty; ${missing.length === 1 && known !== void 0 ? known : change}`, { findings: missing.map(([name, spec]) => ({
			reason: "input-missing",
			text: withoutMarkdown(spec.whenMissing ?? spec.description),
			where: `input ${name}`
		})) });
	}
	return texts;
}
/** The lines of a list input: trimmed, blank ones left out. No quoting, no commas: a line is an item. */
function linesOf(text) {
	return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}
/** The text of an input that may be left out; undefined when it is. */
function optionalText(text) {
	return text === "" ? void 0 : text;
}
/** `true` or `false`. Throws `input-invalid` that names the input. */
function flagOf(name, text) {
	if (text === "true" || text === "false") return text === "true";
	throw new UserError("input-invalid", `Input "${name}" is ${JSON.stringify(text)}; write true or false`);
}
/** Milliseconds of `90s`, `10m` or `1h`. Throws `input-invalid` that names the input. */
function durationOf(name, text) {
	const ms = parseDuration(text, [
		"s",
		"m",
		"h"
	]);
	if (ms !== void 0) return ms;
	throw new UserError("input-invalid", `Input "${name}" is "${text}"; write a duration such as 90s, 10m or 1h`);
}
/** Whether two inputs that belong together are given. Throws `input-invalid` when only one is. */
function bothOrNeither([first, firstText], [second, secondText]) {
	if (firstText === "" === (secondText === "")) return firstText !== "";
	const [has, lacks] = firstText === "" ? [second, first] : [first, second];
	throw new UserError("input-invalid", `Input "${has}" is given but "${lacks}" is empty; give both or neither`);
}
/** A positive whole number, such as a deployment's id. Throws `input-invalid` that names the input. */
function idOf(name, text) {
	const id = Number(text);
	if (!/^\d+$/.test(text) || !Number.isSafeInteger(id) || id < 1) throw new UserError("input-invalid", `Input "${name}" is "${text}"; it must be a positive whole number`);
	return id;
}
function withoutMarkdown(text) {
	return text.replaceAll("`", "");
}

export { linesOf as a, idOf as i, durationOf as n, optionalText as o, flagOf as r, readInputs as s, bothOrNeither as t };