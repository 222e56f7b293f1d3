import { n as kubeconfigSecrets, r as userInfoOf } from "./secrets-masks.js";
import { a as linesOf } from "./runner-inputs.js";

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

export { hideInputs as t };