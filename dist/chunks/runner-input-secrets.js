import { n as kubeconfigSecrets, r as userInfoOf } from "./runner-step-process.js";
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

// src/runner/input-secrets.ts
/** Tokens that a job has beside its inputs, and addresses of proxies, which may hold a password. */
const TOKENS = /^(GITHUB_TOKEN|ACTIONS_(RUNTIME|ID_TOKEN_REQUEST)_TOKEN)$/;
const PROXIES = /^(https?|all)_proxy$/i;
/** Masks all that is secret in the inputs and the environment of a step, before anything else happens. */
function hideInputs(table, { input, env, masks }) {
	const objects = /* @__PURE__ */ new Map();
	for (const [name, { secret }] of Object.entries(table)) {
		if (secret !== "object") continue;
		for (const [key, value] of valuesOf(input(name)) ?? []) objects.set(key, value);
	}
	masks.addNamed(objects);
	for (const [name, { secret }] of Object.entries(table)) {
		const text = input(name);
		if (secret === "text") masks.addNamed([[`the input "${name}"`, text]]);
		if (secret === "object" && valuesOf(text) === void 0) masks.add(text);
		if (secret === "address") masks.addAll(userInfoOf(text));
		if (secret === "kubeconfig") masks.addAll(kubeconfigSecrets(text));
		if (secret === "variables") masks.addNamed(variablesOf(text).map((variable) => [variable, textOf(env, variable)]));
	}
	for (const [name, value = ""] of Object.entries(env)) {
		if (TOKENS.test(name)) masks.add(value);
		if (PROXIES.test(name)) masks.addAll(userInfoOf(value));
	}
}
/** The texts of a JSON object; undefined for anything else. */
function valuesOf(text) {
	try {
		const parsed = JSON.parse(text);
		if (typeof parsed !== "object" || parsed === null) return void 0;
		return Object.entries(parsed).filter(([, value]) => typeof value === "string");
	} catch {
		return;
	}
}
/** Not by a look-up alone: every object has a `constructor`. */
function textOf(env, name) {
	return Object.hasOwn(env, name) ? env[name] ?? "" : "";
}
function variablesOf(text) {
	return linesOf(text).map((line) => line.slice(line.indexOf("=") + 1).trim());
}

export { idOf as a, readInputs as c, flagOf as i, bothOrNeither as n, linesOf as o, durationOf as r, optionalText as s, hideInputs as t };